import assert from 'node:assert/strict';
import { python } from '../../src/readers/python/python';
import type { Mention } from '../../src/domain/mention';

describe('reader python while somebody types', () => {
  it('says after each keystroke what it says of the same text read for the first time', () => {
    const typed = `\n  model = AutoModel.from_pretrained("a/\\"""b", revision=PIN)\n@dec\nclass X(Y): "don't"\n`;
    for (const [index, at] of [module(40).indexOf('\n'), module(40).indexOf('def m7'), module(40).length].entries()) {
      for (let length = 1; length <= typed.length; length++) {
        const text = module(40).slice(0, at) + typed.slice(0, length) + module(40).slice(at);
        const fresh = python.read(text, `fresh-${index}-${length}.py`);
        assert.deepEqual(python.read(text, 'typed.py'), fresh, JSON.stringify(typed.slice(0, length)));
      }
    }
  });

  it('goes on to see what stands behind a half-typed line', () => {
    const after = '\n\ndef g():\n  return AutoModel.from_pretrained("a/after")\n';
    for (const half of [
      'x = foo(',
      'x = {"a": [1, ',
      'def f(a, b',
      'class A(B',
      "x = 'abc",
      'foo(a, "b',
      'if x',
      '@',
    ]) {
      assert.deepEqual(names(`${imports}${half}${after}`), ['a/after'], half);
    }
  });

  it('sees a statement behind brackets that were left open, and leaves those alone that were not', () => {
    assert.deepEqual(names(`${imports}x = foo(1, [2\ny = AutoModel.from_pretrained("a/after")\n`), ['a/after']);
    assert.deepEqual(names(`${imports}def f():\n  x = {\n  if y:\n    AutoModel.from_pretrained("a/b")\n`), ['a/b']);
    const whole = `${imports}AutoModel.from_pretrained(\n"a/b",\nrevision="v1", **{"a":\n[x\nfor x in y\nif x]\n})\n`;
    assert.deepEqual(names(whole), ['a/b']);
  });

  it('takes code between the quotes of other strings for no code, when three quotes are left open', () => {
    const loads = Array.from({ length: 40 }, (_, n) => `a/m${n}`);
    assert.deepEqual(names(`${module(40)}"""${module(40).replaceAll('a/m', 'a/n')}`), loads);
    assert.deepEqual(names(`${module(40)}"""x"""\n${module(40)}`), [...loads, ...loads]);
  });

  it('reads a long function with its branches as it reads a short one', () => {
    const code = (count: number): string => {
      const steps = Array.from(
        { length: count },
        (_, n) =>
          `        if x == ${n}:\n            m = "a/m${n}"\n            AutoModel.from_pretrained("a/m${n}")\n        elif AutoModel.from_pretrained("a/e${n}"):\n            pass\n        else:\n            x = {\n  "a": 1,\n            }\n`,
      ).join('');
      return `${imports}name = "a/no"\n@dec(1)\nasync def f(x, name="a/own",\n       y=1):\n    with a as b:\n${steps}    elsewhere()\n    AutoModel.from_pretrained(NAME)\nNAME = "a/name"\n`;
    };
    const expected = (count: number): string[] => [
      ...Array.from({ length: count }, (_, n) => [`a/m${n}`, `a/e${n}`]).flat(),
      'a/name',
    ];
    assert.deepEqual(names(code(2)), expected(2));
    assert.deepEqual(names(code(300)), expected(300));
  });

  it('reads a long class as it reads a short one', () => {
    const members = (count: number): string =>
      Array.from(
        { length: count },
        (_, n) =>
          `    @property\n    def m${n}(self):\n        """It's ${n}."""\n        if self:\n            return Own.from_pretrained(NAME)\n        else:\n            return AutoModel.from_pretrained("a/m${n}")\n\n`,
      ).join('');
    const code = (count: number): string =>
      `${imports}NAME = "a/own"\n@dec(1)\nclass Own(AutoModel,\n          Other):\n    NAME = "a/no"\n    # c\n    try:\n        import x\n    except ImportError:\n        x = AutoModel.from_pretrained(NAME)\n\n${members(count)}`;
    const expected = (count: number): string[] => [
      'a/no',
      ...Array.from({ length: count }, (_, n) => ['a/own', `a/m${n}`]).flat(),
    ];
    assert.deepEqual(names(code(2)), expected(2));
    assert.deepEqual(names(code(300)), expected(300));
    assert.deepEqual(names(`${code(300)}y = AutoModel.from_pretrained(`), expected(300));
  });
});

const imports = 'from transformers import AutoModel\n';

function module(functions: number): string {
  const body = (n: number): string =>
    `def m${n}(items, *, scale=${n}):\n  """Makes number ${n}."""\n  found = {k: [v * scale for v in vs] for k, vs in items.items() if k != "m${n}"}\n  return AutoModel.from_pretrained("a/m${n}", found=found, sizes=[len(v) for v in found.values()])\n\n`;
  return `${imports}PIN = "v1"\n\n${Array.from({ length: functions }, (_, n) => body(n)).join('')}`;
}

function names(code: string): readonly string[] {
  return python.read(code, 'a.py')!.mentions.map((mention: Mention) => ('name' in mention ? mention.name.text : ''));
}
