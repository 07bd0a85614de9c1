import assert from 'node:assert/strict';
import { dangerous } from '../../../src/rules/weights/dangerous';
import { topOfFile } from '../../../src/text/place';
import { broken, call, encrypted, findingsIn, foreign, unfinished } from './scanned';

describe('weights/dangerous', () => {
  it('says at the top of the file what was found, and where the file is named', () => {
    const related = [{ path: '/project/app.py', range: topOfFile, message: 'Named here by torch.load' }];
    const [finding, ...others] = findingsIn(dangerous, [foreign, call, broken], {
      knowing: { referencesTo: () => related },
    });
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.range, topOfFile);
    assert.equal(finding.severity, 'error');
    assert.equal(finding.subject, 'pkg:generic/project/models/ranker.pt');
    assert.equal(finding.message, 'Loading this file calls os.system. Do not load it. It passes on "echo pwned".');
    assert.deepEqual(finding.related, related);
  });

  for (const [what, findings] of [
    ['a safe file', []],
    ['a file that was not read to its end', [unfinished]],
    ['what is only suspicious, encrypted or broken', [foreign, encrypted, broken]],
  ] as const) {
    it(`is silent on ${what}`, () => assert.deepEqual(findingsIn(dangerous, findings), []));
  }
});
