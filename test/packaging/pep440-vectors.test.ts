import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  baseVersion,
  compareVersions,
  isPrerelease,
  normalizedVersion,
  parseVersion,
  publicVersion,
} from '../../src/packaging/pep440';
import { isSatisfiable } from '../../src/packaging/pep440-satisfiable';
import { filterVersions, parseSpecifier, specifierContains } from '../../src/packaging/pep440-specifier';

type Flag = boolean | null;
interface Vectors {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly normalized: readonly [string, string][];
  readonly strrepr: readonly [string, string][];
  readonly public: readonly [string, string][];
  readonly base: readonly [string, string][];
  readonly epoch: readonly [string, number][];
  readonly release: readonly [string, number[]][];
  readonly local: readonly [string, string | null][];
  readonly ispre: readonly [string, boolean][];
  readonly cmp_true: readonly [string, string, string][];
  readonly cmp_false: readonly [string, string, string][];
  readonly spec_valid: readonly string[];
  readonly spec_invalid: readonly string[];
  readonly spec: readonly [string, string, boolean][];
  readonly spec_invalid_version: readonly [string, string, boolean][];
  readonly spec_arb: readonly [string, string, boolean][];
  readonly spec_arb2: readonly [string, string, boolean][];
  readonly spec_pre: readonly [string, string, Flag, Flag, boolean][];
  readonly filter: readonly [string, Flag, Flag, string[], string[]][];
  readonly set_filter: readonly [string, Flag, Flag, string[], string[]][];
  readonly set_local: readonly [string, string, boolean][];
  readonly set_contains_installed: readonly [string, string, Flag, Flag, boolean, boolean][];
  readonly bridges: readonly [string, Flag, string, boolean][];
  readonly unsat: readonly string[];
  readonly sat: readonly string[];
}

const file = '../shared/data/python/pep440-vectors.json';

/** What the vectors ask about each kind, as a line of what comes out; `expected` is the vector's own answer. */
type Answers = {
  readonly [K in keyof Vectors]: (vector: Vectors[K][number]) => readonly [actual: unknown, expected: unknown];
};

const answers: Answers = {
  valid: (text) => [parseVersion(text) !== undefined, true],
  invalid: (text) => [parseVersion(text), undefined],
  normalized: ([text, expected]) => [normalizedVersion(version(text)), expected],
  strrepr: ([text, expected]) => [normalizedVersion(version(text)), expected],
  public: ([text, expected]) => [publicVersion(version(text)), expected],
  base: ([text, expected]) => [baseVersion(version(text)), expected],
  epoch: ([text, expected]) => [Number(version(text).epoch), expected],
  release: ([text, expected]) => [version(text).release.map(Number), expected],
  local: ([text, expected]) => [version(text).local ?? null, expected],
  ispre: ([text, expected]) => [isPrerelease(version(text)), expected],
  cmp_true: ([a, b, operator]) => [compared(a, operator, b), true],
  cmp_false: ([a, b, operator]) => [compared(a, operator, b), false],
  spec_valid: (text) => [parseSpecifier(text) !== undefined, true],
  spec_invalid: (text) => [parseSpecifier(text), undefined],
  spec: ([text, specifier, expected]) => [contains(specifier, text, true), expected],
  spec_invalid_version: ([specifier, text, expected]) => [contains(specifier, text, null), expected],
  spec_arb: ([text, specifier, expected]) => [contains(specifier, text, true), expected],
  spec_arb2: ([text, specifier, expected]) => [contains(specifier, text, true), expected],
  spec_pre: ([specifier, text, own, asked, expected]) => [contains(specifier, text, asked ?? own), expected],
  filter: ([specifier, own, asked, versions, expected]) => [filtered(specifier, asked ?? own, versions), expected],
  set_filter: ([specifier, own, asked, versions, expected]) => [filtered(specifier, asked ?? own, versions), expected],
  set_local: ([text, specifier, expected]) => [contains(specifier, text, null), expected],
  set_contains_installed: ([specifier, text, own, asked, installed, expected]) => [
    contains(specifier, text, asked ?? own, installed),
    expected,
  ],
  bridges: ([specifier, own, text, expected]) => [contains(specifier, text, own), expected],
  unsat: (specifier) => [isSatisfiable(parseSpecifier(specifier)!), false],
  sat: (specifier) => [isSatisfiable(parseSpecifier(specifier)!), true],
};

describe('PEP 440: the vectors of pypa/packaging', function () {
  if (!existsSync(file)) {
    it('all agree', function () {
      console.warn(`!! ${file} is absent: the vectors of pypa/packaging were NOT checked`);
      this.skip();
    });
    return;
  }
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
  for (const kind of Object.keys(answers) as (keyof Vectors)[]) {
    it(`${kind}: all ${vectors[kind].length} agree`, () => check(vectors, kind));
  }

  it('leaves no kind out', () => {
    const lists = Object.entries(vectors).filter(([, value]) => Array.isArray(value));
    assert.deepEqual(lists.map(([kind]) => kind).sort(), Object.keys(answers).sort());
    assert.equal(
      lists.reduce((sum, [, list]) => sum + (list as unknown[]).length, 0),
      52_013,
    );
  });
});

function check<K extends keyof Vectors>(vectors: Vectors, kind: K): void {
  const wrong = (vectors[kind] as readonly Vectors[K][number][]).filter((vector) => {
    const [actual, expected] = answers[kind](vector);
    return JSON.stringify(actual) !== JSON.stringify(expected);
  });
  assert.deepEqual(wrong, []);
}

function version(text: string): NonNullable<ReturnType<typeof parseVersion>> {
  const parsed = parseVersion(text);
  assert.ok(parsed, text);
  return parsed;
}

function compared(a: string, operator: string, b: string): boolean {
  const order = compareVersions(version(a), version(b));
  const held: Record<string, boolean> = {
    '<': order < 0,
    '<=': order <= 0,
    '==': order === 0,
    '!=': order !== 0,
    '>=': order >= 0,
    '>': order > 0,
  };
  return held[operator]!;
}

function contains(specifier: string, text: string, prereleases: Flag, installed = false): boolean {
  return specifierContains(parseSpecifier(specifier)!, text, {
    ...(prereleases !== null && { prereleases }),
    installed,
  });
}

function filtered(specifier: string, prereleases: Flag, versions: readonly string[]): readonly string[] {
  return filterVersions(parseSpecifier(specifier)!, versions, prereleases === null ? {} : { prereleases });
}
