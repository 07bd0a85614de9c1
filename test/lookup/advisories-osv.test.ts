import assert from 'node:assert/strict';
import { factsOfRecord, withoutDoubles } from '../../src/lookup/advisories-osv';

const record = {
  id: 'PYSEC-2025-1',
  aliases: ['GHSA-aaaa-bbbb-cccc', 'CVE-2025-1'],
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'Some_Package' },
      ranges: [
        { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'c0ffee' }] },
        { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2' }] },
      ],
      versions: ['1.0', '1.1', '1.2.1', 'trunk'],
    },
    { package: { ecosystem: 'npm', name: 'some-package' }, versions: ['1.0'] },
  ],
  severity: [
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' },
    { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N' },
  ],
};

describe('a record in the OSV format', () => {
  it('gives what it says of PyPI packages: ranges, versions beside them, the highest score', () => {
    assert.deepEqual(factsOfRecord(record, new Set(['CVE-2025-1'])), [
      [
        'some-package',
        {
          id: 'PYSEC-2025-1',
          aliases: ['CVE-2025-1', 'GHSA-aaaa-bbbb-cccc'],
          severity: '8.7',
          isExploited: true,
          isMalicious: false,
          ranges: [
            [
              { kind: 'introduced', version: '0' },
              { kind: 'fixed', version: '1.2' },
            ],
          ],
          versions: ['1.2.1', 'trunk'],
        },
      ],
    ]);
  });

  it('is rated in the words of its database where it has no vector', () => {
    const rated = (rating: unknown): string | undefined =>
      factsOfRecord({ ...record, severity: [], database_specific: { severity: rating } }, new Set())[0]?.[1].severity;
    assert.equal(rated('MODERATE'), 'medium');
    assert.equal(rated('CRITICAL'), 'critical');
    assert.equal(rated('constructor'), '');
    assert.equal(rated(7), '');
  });

  it('is told to be about malicious code by its alias or its weakness', () => {
    const isMalicious = (parts: object): boolean | undefined =>
      factsOfRecord({ ...record, ...parts }, new Set())[0]?.[1].isMalicious;
    assert.equal(isMalicious({}), false);
    assert.equal(isMalicious({ aliases: ['MAL-2025-1'] }), true);
    assert.equal(isMalicious({ database_specific: { cwe_ids: ['CWE-506'] } }), true);
  });

  it('says nothing where it was withdrawn, reports malware, or is no record', () => {
    const nothings = [
      { ...record, withdrawn: '2025-02-01T00:00:00Z' },
      { ...record, id: 'MAL-2025-1' },
      { ...record, id: 'two words' },
      { ...record, affected: [{ package: { ecosystem: 'PyPI', name: 'a\tb' } }] },
      { ...record, affected: 'x' },
      { id: 'PYSEC-2025-1' },
      [],
      'x',
      null,
      undefined,
    ];
    for (const nothing of nothings) assert.deepEqual(factsOfRecord(nothing, new Set()), []);
  });

  it('is left out where PyPA tells the same of the same package', () => {
    const own = factsOfRecord(record, new Set());
    const theirs = factsOfRecord({ ...record, id: 'GHSA-aaaa-bbbb-cccc' }, new Set());
    const other = factsOfRecord({ ...record, id: 'GHSA-dddd-eeee-ffff' }, new Set());
    const ids = withoutDoubles([...theirs, ...own, ...other]).map(([, { id }]) => id);
    assert.deepEqual(ids, ['PYSEC-2025-1', 'GHSA-dddd-eeee-ffff']);
  });
});
