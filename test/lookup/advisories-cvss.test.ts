import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { baseScore } from '../../src/lookup/advisories-cvss';

describe('base scores of CVSS', () => {
  const cases: Readonly<Record<string, number | undefined>> = {
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H': 9.8,
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H': 10,
    'CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N': 1.8,
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N': 0,
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H': 10,
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N': 8.7,
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:U': 8.7, // threat is no base metric
    'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:P/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N': 1,
    'CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N': 0,

    'AV:N/AC:L/Au:N/C:P/I:P/A:P': undefined, // version 2
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H': undefined,
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:H/A:H': undefined,
    'CVSS:3.1/AV:constructor/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H': undefined,
    'CVSS:4.0/AV:N/AC:L': undefined,
    'CVSS:4.0/AV:NA/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N': undefined,
    'CVSS:5.0/AV:N': undefined,
    '': undefined,
  };
  for (const [vector, score] of Object.entries(cases))
    it(`${vector || 'nothing'} is ${score ?? 'not known'}`, () => {
      assert.equal(baseScore(vector), score);
    });

  it('are those that the facts give', function () {
    const file = '../shared/data/advisories/pypi-facts.jsonl';
    if (!existsSync(file)) {
      console.warn(`SKIPPED: ${file} is not here, so no scores are compared with it.`);
      return this.skip();
    }
    const rated = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"cvss3"'))
      .map((line) => JSON.parse(line) as { sev: { CVSS_V3: string }; cvss3: number });
    assert.equal(rated.length, 3925);
    assert.deepEqual(
      rated.filter(({ sev, cvss3 }) => baseScore(sev.CVSS_V3) !== cvss3),
      [],
    );
  });
});
