import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { fingerprint, jsonReport } from '../../src/report/json';
import { finding, hostile, sample } from './sample';

const positionAt = (_: string, offset: number): { line: number; character: number } => ({ line: 0, character: offset });

describe('the JSON report', () => {
  it('has this shape', () => {
    const place = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    assert.deepEqual(JSON.parse(jsonReport(sample(), positionAt)), {
      tool: { name: 'weighbridge', version: '0.1.0' },
      root: '/p',
      advisories: { asOf: '2026-07-23', count: 6812 },
      summary: { files: 1, components: 2, error: 0, warning: 1, info: 0, suppressed: 3 },
      findings: [
        {
          rule: 'dependency/unpinned',
          severity: 'warning',
          file: 'a/requirements.txt',
          range: place,
          message: 'torch accepts any version.',
          subject: 'pkg:pypi/torch',
          data: { name: 'torch' },
          related: [{ file: 'c.txt', range: top, message: 'Pinned here' }],
          fixes: [
            {
              title: 'Pin torch to 2.6.0',
              safety: 'safe',
              edits: [
                {
                  file: 'a/requirements.txt',
                  range: { start: { line: 0, character: 9 }, end: { line: 0, character: 9 } },
                  newText: '==2.6.0',
                },
              ],
            },
          ],
          fingerprint: createHash('sha256')
            .update('dependency/unpinned\npkg:pypi/torch\na/requirements.txt')
            .digest('hex'),
        },
      ],
      problems: [{ file: 'b.py', code: 'not-utf-8', range: top, message: 'This is not UTF-8.' }],
    });
  });

  it('gives a finding the same fingerprint after lines have moved, and another one in another file', () => {
    const { relative } = sample();
    const moved = finding({
      range: { start: { line: 9, character: 9 }, end: { line: 9, character: 9 } },
      message: 'x',
      severity: 'error',
    });
    assert.equal(fingerprint(moved, relative), fingerprint(finding(), relative));
    assert.notEqual(fingerprint(finding({ path: '/p/other' }), relative), fingerprint(finding(), relative));
    assert.notEqual(fingerprint(finding({ subject: 'x' }), relative), fingerprint(finding(), relative));
  });

  it('gives any text back as it was, and none that steers a terminal', () => {
    const report = jsonReport(sample({ findings: [finding({ message: hostile })] }), positionAt);
    assert.equal((JSON.parse(report) as { findings: { message: string }[] }).findings[0]?.message, hostile);
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(report, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});
