import assert from 'node:assert/strict';
import { unknown } from '../../../src/rules/weights/unknown';
import { topOfFile } from '../../../src/text/place';
import { broken, call, encrypted, findingsIn, foreign, unexamined, unfinished } from './scanned';

describe('weights/unknown', () => {
  it('says at the top of the file what was found, and where the file is named', () => {
    const related = [{ path: '/project/app.py', range: topOfFile, message: 'Named here by torch.load' }];
    const [finding, ...others] = findingsIn(unknown, [encrypted], { knowing: { referencesTo: () => related } });
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.range, topOfFile);
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.subject, 'pkg:generic/project/models/ranker.pt');
    assert.equal(finding.message, 'This member is encrypted, so what it holds is not known.');
    assert.deepEqual(finding.related, related);
  });

  it('says that a file was not read to its end', () => {
    const [finding] = findingsIn(unknown, [unfinished]);
    assert.equal(finding?.message, 'Not read to its end.');
  });

  for (const [what, findings] of [
    ['a safe file', []],
    ['a format that is not examined yet', [unexamined]],
    ['a dangerous file, of which weights/dangerous speaks', [call, encrypted]],
    ['what is suspicious or broken', [foreign, broken]],
  ] as const) {
    it(`is silent on ${what}`, () => assert.deepEqual(findingsIn(unknown, findings), []));
  }
});
