import assert from 'node:assert/strict';
import { malformed } from '../../../src/rules/weights/malformed';
import { topOfFile } from '../../../src/text/place';
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
});
