import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { AdvisoryFact, RangeEvent } from '../../src/facts/advisories-table';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { KnownAdvisories } from '../../src/lookup/advisories';
import { SnapshotAnswers } from '../../src/lookup/snapshot';

const data = '../shared/data/advisories';
const bundled = new SnapshotAnswers(bundledSnapshot());

describe('advisories that hit a version', () => {
  it('begin and end where their events say', () => {
    const known = advisories({ 'A-1': '>=1.0 <1.5 >=2.0 <=2.3', 'A-2': '>=0 <1.2' });
    assert.deepEqual(hits(known, ['0.1', '1.0', '1.2', '1.5', '2.0rc1', '2', '2.3', '2.3.post1', '3']), {
      '0.1': ['A-2'],
      '1.0': ['A-2', 'A-1'],
      '1.2': ['A-1'],
      '1.5': [],
      '2.0rc1': [],
      '2': ['A-1'],
      '2.3': ['A-1'],
      '2.3.post1': [],
      '3': [],
    });
  });

  it('do not depend on the order in which the events are listed', () => {
    const known = advisories({ 'A-1': '>=2.0 <2.5 >=0 <1.0' });
    assert.deepEqual(hits(known, ['0.5', '1.5', '2.1', '2.5']), {
      '0.5': ['A-1'],
      '1.5': [],
      '2.1': ['A-1'],
      '2.5': [],
    });
  });

  it('take a build with a local label for the release that it was built from', () => {
    const known = advisories({ 'A-1': '>=0 <=2.0.1' });
    assert.deepEqual(hits(known, ['2.0.1+cu118', '2.0.2+cu118']), { '2.0.1+cu118': ['A-1'], '2.0.2+cu118': [] });
  });

  it('leave out what is bounded by something that is no version', () => {
    const known = advisories({ 'A-1': '>=0 <=2024-09-25', 'A-2': '>=0 <7.2.0-12.1 >=8.0 <8.3.0-11.1 >=9.0 <9.1' });
    assert.deepEqual(hits(known, ['1.0', '8.1', '9.0', '9.1', '2024.9']), {
      '1.0': [],
      '8.1': [],
      '9.0': ['A-2'],
      '9.1': [],
      '2024.9': [],
    });
  });

  it('find listed versions in any spelling, and those that are none letter by letter', () => {
    const known = new KnownAdvisories('2026-07-23', [fact('A-1', '', { versions: ['1.0', 'trunk'] })]);
    assert.deepEqual(hits(known, ['1.0.0', 'v1', 'trunk', 'Trunk', '1.0.1', '', '{{ x }}']), {
      '1.0.0': ['A-1'],
      v1: ['A-1'],
      trunk: ['A-1'],
      Trunk: [],
      '1.0.1': [],
      '': [],
      '{{ x }}': [],
    });
  });

  it('come worst first: those used in attacks, then by score, then the newest', () => {
    const all = [
      fact('A-2024-1', '>=0', { severity: '9.8' }),
      fact('A-2023-2', '>=0', { severity: '' }),
      fact('A-2025-3', '>=0', { severity: 'critical' }),
      fact('A-2020-4', '>=0', { severity: '5.0', isExploited: true }),
      fact('A-2025-5', '>=0', { severity: '9.8' }),
    ];
    const found = new KnownAdvisories('2026-07-23', all).hitting('1');
    assert.deepEqual(
      found.map(({ id, severity }) => `${id} ${severity}`),
      ['A-2020-4 medium', 'A-2025-5 critical', 'A-2024-1 critical', 'A-2025-3 critical', 'A-2023-2 undefined'],
    );
  });

  it('leave malicious code to its own facts', () => {
    const known = new KnownAdvisories('2026-07-23', [fact('A-1', '>=0', { isMalicious: true })]);
    assert.deepEqual(known.hitting('1'), []);
    assert.equal(known.matching('1').length, 1);
    assert.equal(known.within('>=1'), undefined);
  });
});

describe('the version to upgrade to', () => {
  const known = advisories({
    'A-1': '>=0 <1.5',
    'A-2': '>=1.4 <2.0rc1',
    'A-3': '>=3 <=3.2',
    'A-4': '>=2.5 <2.6.dev1',
    'A-5': '>=3.3 <3.4',
    'A-6': '>=3.9 <4.0',
  });
  const cases: Readonly<Record<string, string | undefined>> = {
    '1.0': '3.4', // 1.5 is hit by another, 2.0rc1 is not final
    '2.0a1': '2.0rc1',
    '3.1': '3.4',
    '3.4': '4.0',
    '4.0': undefined,
    trunk: undefined,
  };
  for (const [version, fix] of Object.entries(cases))
    it(`is ${fix ?? 'not known'} for ${version}`, () => {
      assert.equal(known.fixAbove(version), fix);
    });

  it('is none that has been reported as malicious', () => {
    const facts = [fact('A-1', '>=0 <1.5'), fact('A-2', '>=0 <1.6'), fact('A-3', '>=1.6.5 <1.7')];
    assert.equal(new KnownAdvisories('2026-07-23', facts, (version) => version === '1.6').fixAbove('1'), '1.7');
  });
});

describe('advisories within what a specifier allows', () => {
  const known = advisories({ 'A-1': '>=0 <1.5', 'A-2': '>=2.0 <2.3', 'A-3': '>=2.2 <=2.5', 'A-4': '>=2.5.5 <2.6' });
  const cases: Readonly<Record<string, string>> = {
    '<1.5': 'every A-1 → 1.5',
    '<=1.5': 'some A-1 → 1.5',
    '~=1.2': 'some A-1 → 1.5',
    '==1.4.*': 'every A-1 → 1.5',
    '>=1.5,<2': 'nothing',
    '>=1.5': 'some A-4 A-3 A-2 → 2.6',
    '>=2,<2.5.1': 'some A-3 A-2 → none',
    '>=2,<=2.5': 'every A-3 A-2 → 2.6',
    '>=2.6': 'nothing',
    '!=2.1': 'some A-4 A-3 A-2 A-1 → 2.6',
    '<1.5,>3': 'nothing',
    '<1.5rc1': 'every A-1 → 1.5',
    '>=x': 'nothing',
    '===trunk': 'nothing',
  };
  for (const [specifier, expected] of Object.entries(cases))
    it(`of ${specifier}: ${expected}`, () => {
      const found = known.within(specifier);
      const ids = found?.advisories.map(({ id }) => id).join(' ');
      assert.equal(found ? `${found.extent} ${ids} → ${found.fix ?? 'none'}` : 'nothing', expected);
    });
});

describe('advisories within the releases that a specifier allows', () => {
  const known = advisories({ 'A-1': '>=0 <1.5', 'A-2': '>=2.0 <2.3' });
  const releases = ['1.0', '1.4', '1.5rc1', '1.6', '2.1', '2.4rc1', '2.4'];
  const cases: Readonly<Record<string, string>> = {
    '<1.5': 'every A-1 → 1.6',
    '>=1.2': 'some A-2 A-1 → 2.4',
    '>=2,<2.4': 'every A-2 → 2.4',
    '==1.6.*': 'nothing',
    '>=3': 'nothing',
  };
  for (const [specifier, expected] of Object.entries(cases))
    it(`of ${specifier}: ${expected}`, () => {
      const found = known.within(specifier, releases);
      const ids = found?.advisories.map(({ id }) => id).join(' ');
      assert.equal(found ? `${found.extent} ${ids} → ${found.fix ?? 'none'}` : 'nothing', expected);
    });

  it('are left behind with the next of the releases', () => {
    assert.equal(known.fixAbove('1.0', releases), '1.6');
    assert.equal(known.fixAbove('2.1', releases), '2.4');
    assert.equal(known.fixAbove('2.1rc1', releases), '2.4rc1');
    assert.equal(known.fixAbove('2.4', releases), undefined);
  });
});

describe('the bundled advisories', () => {
  it('know PyPI packages by any spelling of their names, and no other ecosystem', () => {
    assert.ok(bundled.advisories('pypi', 'Open_.WebUI') !== undefined);
    assert.equal(bundled.advisories('npm', 'pillow'), undefined);
    assert.equal(bundled.advisories('pypi', 'constructor'), undefined);
    assert.equal(bundled.advisories('pypi', ''), undefined);
  });

  it('agree with every vector of the reference matcher', function () {
    const vectors = read(this, 'match-vectors.jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Vector);
    assert.equal(vectors.length, 5954);
    assert.deepEqual(vectors.filter(isWrong), []);
  });

  it('agree with the recorded answers of the public service about PyPA advisories', function () {
    const recorded = JSON.parse(read(this, 'osvdev-recorded.json')) as Vector[];
    assert.equal(recorded.length, 31);
    assert.deepEqual(
      recorded
        .map(({ ids, ...rest }) => ({ ...rest, ids: ids.filter((id) => id.startsWith('PYSEC-')) }))
        .filter(isWrong),
      [],
    );
  });
});

interface Vector {
  readonly pkg: string;
  readonly version: string;
  readonly ids: readonly string[];
}

function isWrong({ pkg, version, ids }: Vector): boolean {
  const found = bundled.advisories('pypi', pkg)?.matching(version) ?? [];
  return (
    found
      .map(({ id }) => id)
      .sort()
      .join() !== [...ids].sort().join()
  );
}

function read(test: Mocha.Context, name: string): string {
  const file = `${data}/${name}`;
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.warn(`SKIPPED: ${file} is not here, so the bundled advisories are not compared with it.`);
  return test.skip();
}

function hits(known: KnownAdvisories, versions: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(versions.map((version) => [version, known.hitting(version).map(({ id }) => id)]));
}

/** Advisories by their ids; `>=1 <2` is introduced in 1 and fixed in 2, `<=2` is last affected in 2. */
function advisories(ranges: Readonly<Record<string, string>>): KnownAdvisories {
  const facts = Object.entries(ranges).map(([id, range]) => fact(id, range));
  return new KnownAdvisories('2026-07-23', facts);
}

function fact(id: string, range: string, parts: Partial<AdvisoryFact> = {}): AdvisoryFact {
  const kinds: Readonly<Record<string, RangeEvent['kind']>> = {
    '>=': 'introduced',
    '<': 'fixed',
    '<=': 'last_affected',
  };
  const events = [...range.matchAll(/(>=|<=|<)(\S+)/g)].map(([, sign, version]) => ({
    kind: kinds[sign!]!,
    version: version!,
  }));
  return {
    ...{ id, aliases: [], severity: '', isExploited: false, isMalicious: false, versions: [] },
    ranges: events.length > 0 ? [events] : [],
    ...parts,
  };
}
