import assert from 'node:assert/strict';
import { applyEdits, overlaps } from '../../src/text/edit';
import type { TextEdit } from '../../src/text/edit';

describe('applyEdits', () => {
  const replace = (start: number, end: number, newText: string): TextEdit => ({ start, end, newText });

  it('replaces, inserts and deletes, in whatever order the edits come', () => {
    const { text, applied } = applyEdits('torch numpy pandas', [
      replace(12, 18, ''),
      replace(5, 5, '==2.6.0'),
      replace(6, 11, 'NumPy'),
    ]);
    assert.equal(text, 'torch==2.6.0 NumPy ');
    assert.equal(applied.length, 3);
  });

  it('leaves out an edit that overlaps one given before it', () => {
    const { text, applied } = applyEdits('abcdef', [replace(1, 4, 'X'), replace(3, 5, 'Y'), replace(5, 6, 'Z')]);
    assert.equal(text, 'aXeZ');
    assert.deepEqual(
      applied.map(({ newText }) => newText),
      ['X', 'Z'],
    );
  });

  it('applies the same edit once, and inserts at one place once', () => {
    assert.equal(applyEdits('ab', [replace(0, 1, 'X'), replace(0, 1, 'X')]).text, 'Xb');
    assert.equal(applyEdits('ab', [replace(1, 1, 'X'), replace(1, 1, 'Y')]).text, 'aXb');
  });

  it('inserts at the edge of a replaced span, but not inside it', () => {
    assert.equal(applyEdits('abc', [replace(1, 2, 'X'), replace(1, 1, '<'), replace(2, 2, '>')]).text, 'a<X>c');
    assert.equal(applyEdits('abcd', [replace(0, 4, 'X'), replace(2, 2, 'no')]).text, 'X');
  });

  it('applies ten thousand edits at once', () => {
    const edits = Array.from({ length: 10_000 }, (_, line) => replace(line * 2, line * 2 + 1, 'y'));
    assert.equal(applyEdits('x\n'.repeat(10_000), edits).text, 'y\n'.repeat(10_000));
  });
});

describe('overlaps', () => {
  it('is about characters that both touch', () => {
    assert.equal(overlaps({ start: 0, end: 2 }, { start: 2, end: 4 }), false);
    assert.equal(overlaps({ start: 0, end: 3 }, { start: 2, end: 4 }), true);
    assert.equal(overlaps({ start: 2, end: 2 }, { start: 2, end: 2 }), true);
  });
});
