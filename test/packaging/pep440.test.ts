import assert from 'node:assert/strict';
import {
  baseVersion,
  compareVersions,
  normalizedVersion,
  parseVersion,
  publicVersion,
} from '../../src/packaging/pep440';
import { isSatisfiable } from '../../src/packaging/pep440-satisfiable';
import { filterVersions, isClause, parseSpecifier, specifierContains } from '../../src/packaging/pep440-specifier';

describe('PEP 440 versions', () => {
  it('reads every spelling of a version', () => {
    const version = parseVersion(' V1!2.0-ALPHA.3_rev4-dev5+Ubuntu_01 ');
    assert.equal(version && normalizedVersion(version), '1!2.0a3.post4.dev5+ubuntu.1');
    assert.equal(version && publicVersion(version), '1!2.0a3.post4.dev5');
    assert.equal(version && baseVersion(version), '1!2.0');
    assert.equal(version?.text, 'V1!2.0-ALPHA.3_rev4-dev5+Ubuntu_01');
  });

  it('sorts them', () => {
    const sorted = ['1.dev0', '1a1', '1b1', '1rc1', '1', '1+x', '1+1', '1.post1', '1.1', '1.10', '2', '1!0'];
    const versions = [...sorted].reverse().map((text) => parseVersion(text)!);
    assert.deepEqual(
      versions.sort(compareVersions).map(({ text }) => text),
      sorted,
    );
  });

  it('keeps numbers apart that are longer than a double holds', () => {
    const [a, b] = [parseVersion('20240101000000000000001')!, parseVersion('20240101000000000000002')!];
    assert.ok(compareVersions(a, b) < 0);
    assert.equal(normalizedVersion(b), '20240101000000000000002');
  });

  for (const text of ['', 'latest', '{{version}}', '1.0 beta', '1..0', '1.0+', '１.0', 'v', '1'.repeat(513)]) {
    it(`does not take ${JSON.stringify(text.slice(0, 20))} for a version`, () =>
      assert.equal(parseVersion(text), undefined));
  }

  it('refuses a long text, whatever it is made of', () => {
    for (const piece of ['1', '1.', '1-', 'a', '1a', '+a.'])
      assert.equal(parseVersion(piece.repeat(1_000_000)), undefined);
  });
});

describe('PEP 440 specifiers', () => {
  const cases: readonly [specifier: string, inside: string, outside: string][] = [
    ['~=1.4.2', '1.4.9', '1.5.0'],
    ['==1.4.*', '1.4rc1', '1.40'],
    ['!=1.4.*', '1.5', '1.4.7'],
    ['==1.0', '1.0.0+cu124', '1.0.1'],
    ['==1.0+cu124', '1.0+CU124', '1.0'],
    ['<2', '1.9.post1', '2rc1'],
    ['>1.7', '1.7.1', '1.7.post1'],
    ['>1.7', '1.7.0.1', '1.7+local'],
    ['===1.0+Odd', '1.0+odd', '1.0'],
    ['>=1, <2, !=1.5', '1.4', '1.5'],
  ];
  for (const [specifier, inside, outside] of cases) {
    it(`${specifier} takes ${inside} and not ${outside}`, () => {
      const clauses = parseSpecifier(specifier)!;
      assert.equal(specifierContains(clauses, inside), true);
      assert.equal(specifierContains(clauses, outside), false);
    });
  }

  it('leaves pre-releases out only when told to, or when others fit', () => {
    const clauses = parseSpecifier('>=2')!;
    assert.equal(specifierContains(clauses, '2.1rc1'), true);
    assert.equal(specifierContains(clauses, '2.1rc1', { prereleases: false }), false);
    assert.equal(specifierContains(clauses, '2.1rc1', { prereleases: false, installed: true }), true);
    assert.deepEqual(filterVersions(clauses, ['2.0', '2.1rc1']), ['2.0']);
    assert.deepEqual(filterVersions(clauses, ['1.0', '2.1rc1']), ['2.1rc1']);
    assert.deepEqual(filterVersions(parseSpecifier('>=2rc1')!, ['2.0', '2.1rc1']), ['2.0', '2.1rc1']);
  });

  for (const text of [
    '1.0',
    '=1.0',
    '=>1.0',
    '~=1',
    '>=1.*',
    '<1+local',
    '==1.0a1.*',
    '==',
    '==1 2',
    '>=1;<2',
    '==1.**',
  ]) {
    it(`does not take ${text} for a specifier`, () => assert.equal(parseSpecifier(text), undefined));
  }

  it('tells a clause from what only looks like one', () => {
    assert.equal(isClause('==', '1.0.*'), true);
    assert.equal(isClause('>>', '1.0'), false);
    assert.equal(isClause('toString', '1.0'), false);
  });

  it('sees that no version can fit', () => {
    assert.equal(isSatisfiable(parseSpecifier('>=2,<2')!), false);
    assert.equal(isSatisfiable(parseSpecifier('>=2,<2.0.1')!), true);
    assert.equal(isSatisfiable([]), true);
  });
});
