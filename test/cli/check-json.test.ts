import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { temporaryFolder } from '../host/temporary-folder';
import { run } from './run';

describe('check --format json', () => {
  it('has exactly the shape that other programs count on', async () => {
    const folder = temporaryFolder({
      'a b/requirements.txt': '# ours\r\n-e\r\ntorch[x]>=9 # é\r\n',
      '.venv/lib/python3.12/site-packages/torch-9.0.0.dist-info/METADATA':
        'Metadata-Version: 2.1\nName: torch\nVersion: 9.0.0\n',
    });
    const { out } = await run('check', folder, '--format', 'json');
    const report = JSON.parse(out) as Record<string, unknown> & { tool: { version: string }; advisories: object };
    const place = { start: { line: 2, character: 0 }, end: { line: 2, character: 11 } };
    assert.match(report.tool.version, /^\d+\.\d+\.\d+/);
    assert.deepEqual(Object.keys(report.advisories), ['asOf', 'count']);
    assert.deepEqual(
      { ...report, tool: { ...report.tool, version: '' }, advisories: {} },
      {
        tool: { name: 'weighbridge', version: '' },
        root: path.resolve(folder),
        advisories: {},
        summary: { files: 2, components: 1, error: 0, warning: 1, info: 0, suppressed: 0 },
        findings: [
          {
            rule: 'dependency/unpinned',
            severity: 'warning',
            file: 'a b/requirements.txt',
            range: place,
            message:
              'torch accepts any version from 9 up, so the next install may bring in something nobody has checked. Pin the version in use now, 9.0.0 (installed in .venv).',
            subject: 'pkg:pypi/torch',
            data: {
              name: 'torch',
              versions: 'any version from 9 up',
              specifier: '>=9',
              advice: 'Pin the version in use now, 9.0.0 (installed in .venv).',
              inUse: '9.0.0',
            },
            related: [],
            fixes: [
              {
                title: 'Pin torch to 9.0.0 (.venv)',
                safety: 'safe',
                edits: [
                  {
                    file: 'a b/requirements.txt',
                    range: { start: { line: 2, character: 8 }, end: { line: 2, character: 11 } },
                    newText: '==9.0.0',
                  },
                ],
              },
            ],
            fingerprint: createHash('sha256')
              .update('dependency/unpinned\npkg:pypi/torch\na b/requirements.txt')
              .digest('hex'),
          },
        ],
        problems: [
          {
            file: 'a b/requirements.txt',
            code: 'requirement-syntax',
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
            message: 'A value is expected after -e.',
          },
        ],
      },
    );
  });
});
