import assert from 'node:assert/strict';
import { editsTogether, type Fix } from '../../src/domain/finding';

/** A fix of these edits, each as `start-end text`. */
const fix = (...edits: readonly string[]): Fix => ({
  title: 'Change it',
  safety: 'safe',
  edits: edits.map((edit) => {
    const [, start, end, newText = ''] = /^(\d+)-(\d+) ?(.*)$/.exec(edit)!;
    return { path: '/p/a', start: Number(start), end: Number(end), newText };
  }),
});
const together = (...fixes: readonly Fix[]): readonly string[] =>
  editsTogether(fixes).map(({ start, end, newText }) => `${start}-${end} ${newText}`);

describe('fixes that are applied together', () => {
  it('all stay where they do not touch', () => {
    assert.deepEqual(together(fix('0-2 a'), fix('2-4 b')), ['0-2 a', '2-4 b']);
  });

  it('stay or go as a whole', () => {
    assert.deepEqual(together(fix('0-5 a'), fix('3-4 b', '8-9 c'), fix('8-9 d')), ['0-5 a', '8-9 d']);
  });

  it('share an edit that both bring', () => {
    assert.deepEqual(together(fix('0-1 a', '9-9 x'), fix('9-9 x', '4-5 b')), ['0-1 a', '9-9 x', '4-5 b']);
    assert.deepEqual(together(fix('9-9 x'), fix('9-9 y')), ['9-9 x']);
  });
});
