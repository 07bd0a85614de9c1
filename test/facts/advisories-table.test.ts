import assert from 'node:assert/strict';
import { advisoryFacts } from '../../src/facts/advisories';
import { readAdvisories, writeAdvisories } from '../../src/facts/advisories-table';
import type { AdvisoryFact, PackageFacts } from '../../src/facts/advisories-table';

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
    const packages = new Map<string, PackageFacts>([
      ['zeta', { advisories: [{ ...bare, isMalicious: true, versions: [] }], clean: [] }],
      ['a', { advisories: [fact, bare], clean: ['2.2', '4'] }],
      ['a-b', { advisories: [bare], clean: [] }],
    ]);
    const read = readAdvisories(writeAdvisories('2026-07-23', packages));
    assert.deepEqual({ asOf: read.asOf, count: read.count }, { asOf: '2026-07-23', count: 4 });
    for (const [name, facts] of packages) assert.deepEqual(read.of(name), facts);
    assert.equal(read.of('b'), undefined);
    assert.equal(read.of(''), undefined);
  });

  it('knows nothing where it is empty or cut short', () => {
    assert.equal(readAdvisories('').of('a'), undefined);
    const cut = readAdvisories('2026-07-23\t9\na\tPYSEC-2025-1\tCVE-1');
    assert.deepEqual(cut.of('a')?.advisories[0]?.ranges, []);
  });

  it('comes bundled, and opens in no time', () => {
    const start = performance.now();
    const facts = advisoryFacts();
    assert.ok(performance.now() - start < 300); // under 30 ms on an idle machine
    assert.match(facts.asOf, /^\d{4}-\d\d-\d\d$/);
    assert.equal(facts.count, 6812);
    assert.ok(facts.of('pillow')!.advisories.some(({ isExploited }) => isExploited));
  });
});
