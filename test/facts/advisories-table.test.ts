import assert from 'node:assert/strict';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { readAdvisories, writeAdvisories } from '../../src/facts/advisories-table';
import type { AdvisoryFact } from '../../src/facts/advisories-table';

const fact: AdvisoryFact = {
  id: 'PYSEC-2025-1',
  aliases: ['CVE-2025-1', 'GHSA-aaaa-bbbb-cccc'],
  severity: '8.7',
  isExploited: true,
  isMalicious: false,
  ranges: [
    [
      { kind: 'introduced', version: '0' },
      { kind: 'fixed', version: '1.2' },
      { kind: 'introduced', version: '2.0' },
      { kind: 'last_affected', version: '2.1' },
    ],
    [
      { kind: 'introduced', version: '3' },
      { kind: 'limit', version: '4' },
    ],
  ],
  versions: ['1.2.1', 'trunk'],
};
const bare: AdvisoryFact = { ...fact, id: 'PYSEC-2025-2', aliases: [], severity: '', isExploited: false, ranges: [] };

describe('the table of advisories', () => {
  it('is read as it was written', () => {
    const packages = new Map<string, readonly AdvisoryFact[]>([
      ['zeta', [{ ...bare, isMalicious: true, versions: [] }]],
      ['a', [fact, bare]],
      ['a-b', [bare]],
    ]);
    const read = readAdvisories(writeAdvisories('2026-07-23', packages));
    assert.deepEqual({ asOf: read.asOf, count: read.count }, { asOf: '2026-07-23', count: 4 });
    for (const [name, facts] of packages) assert.deepEqual(read.of(name), facts);
    assert.deepEqual(read.of('b'), []);
    assert.deepEqual(read.of(''), []);
  });

  it('knows nothing where it is empty or cut short', () => {
    assert.deepEqual(readAdvisories('').of('a'), []);
    const cut = readAdvisories('2026-07-23\t9\na\tPYSEC-2025-1\tCVE-1');
    assert.deepEqual(cut.of('a')[0]?.ranges, []);
  });

  it('comes bundled', () => {
    const facts = bundledSnapshot().advisories;
    assert.match(facts.asOf, /^\d{4}-\d\d-\d\d$/);
    assert.equal(facts.count, 6812);
    assert.ok(facts.of('pillow').some(({ isExploited }) => isExploited));
  });
});
