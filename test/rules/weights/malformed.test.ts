import assert from 'node:assert/strict';
import type { Scan, ScanFinding } from '../../../src/domain/scan';
import { malformed } from '../../../src/rules/weights/malformed';
import { topOfFile } from '../../../src/text/place';
import { findingsIn as findingsInText } from '../rule-test';
import { broken, call, encrypted, findingsIn, foreign, unfinished } from './scanned';

describe('weights/malformed', () => {
  it('says at the top of the file what was found, and where the file is named', () => {
    const related = [{ path: '/project/app.py', range: topOfFile, message: 'Named here by torch.load' }];
    const [finding, ...others] = findingsIn(malformed, [broken], { knowing: { referencesTo: () => related } });
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.range, topOfFile);
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.subject, 'pkg:generic/project/models/ranker.pt');
    assert.equal(finding.message, 'This pickle breaks off.');
    assert.deepEqual(finding.related, related);
  });

  for (const [what, findings] of [
    ['a safe file', []],
    ['a file that was not read to its end', [unfinished]],
    ['a dangerous file, of which weights/dangerous speaks', [call, broken]],
    ['what is suspicious or encrypted', [foreign, encrypted]],
  ] as const) {
    it(`is silent on ${what}`, () => assert.deepEqual(findingsIn(malformed, findings), []));
  }

  for (const code of ['truncated', 'trailing-bytes', 'bad-tensor', 'absurd-length', 'duplicate-key']) {
    it(`tells safetensors/${code} at the file as well as where the file is named`, () => {
      const flaw: ScanFinding = { code: `safetensors/${code}`, verdict: 'unknown', message: 'This file is odd.' };
      const [atFile] = findingsIn(malformed, [flaw], { name: 'a.safetensors', format: 'safetensors' });
      assert.equal(atFile?.message, 'This file is odd.');
      const scan: Scan = { verdict: 'unknown', findings: [flaw] };
      const facts = { format: 'safetensors', size: 1, metadata: {}, scan };
      const [atText] = findingsInText(malformed, {
        code: 'from safetensors.torch import load_file\nload_file("a.safetensors")\n',
        file: 'a.py',
        knowing: { weightsNamed: () => ({ path: '/project/a.safetensors', facts }) },
      });
      assert.equal(atText?.message, 'a.safetensors is odd.');
    });
  }
});
