import assert from 'node:assert/strict';
import { readPolicy } from '../../src/project/policy';

describe('a hostile or broken policy', () => {
  const read = (text: string): readonly string[] => {
    const { problems } = readPolicy(text, new Set(['license/missing']));
    for (const { start, end } of problems) assert.ok(start >= 0 && start <= end && end <= text.length);
    return problems.map(({ code }) => code);
  };

  for (const [about, text] of [
    ['a flow sequence', `exclude: ${'['.repeat(10_000)}`],
    ['a closed flow sequence', `exclude: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['flow maps', `rules: ${'{a: '.repeat(10_000)}`],
    ['block sequences', `exclude: \n  ${'- '.repeat(10_000)}x`],
    ['explicit keys', '? '.repeat(10_000)],
    ['stairs', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ] as const) {
    it(`nested 10,000 levels deep is refused with a problem: ${about}`, () => {
      assert.ok(read(text).length > 0);
    });
  }

  it('cannot be blown up by aliases', () => {
    const bomb = Array.from({ length: 60 }, (_, n) => `k${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`).join('\n');
    assert.ok(read(`${bomb}\nexclude: *a59\n`).includes('policy-value'));
  });

  it('may be half-typed anywhere', () => {
    const text = 'rules:\n  license/missing: error\nignore:\n  - rule: "license/missing"\n    reason: { x: [1, *y] }\n';
    for (let end = 0; end <= text.length; end++) read(text.slice(0, end));
    for (let start = 0; start < text.length; start++) read(text.slice(start));
  });

  it('says what is not YAML', () => {
    assert.ok(read('rules: [').includes('yaml-syntax'));
    assert.ok(read('use: "open').includes('yaml-syntax'));
    assert.ok(read('rules:\n\tlicense/missing: error').includes('yaml-syntax'));
    assert.ok(read('use: research\n---\nuse: personal\n').length > 0);
  });

  it('of a thousand mistakes leads to a bounded number of problems', () => {
    assert.ok(read(Array.from({ length: 100_000 }, (_, n) => `k${n}: x`).join('\n')).length <= 1000);
  });
});
