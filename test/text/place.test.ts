import assert from 'node:assert/strict';
import { slice, trimmed } from '../../src/text/place';

describe('slices', () => {
  it('know where they stand after being trimmed', () => {
    assert.deepEqual(trimmed(slice('x \t torch \r', 1, 11)), { text: 'torch', start: 4, end: 9 });
  });

  it('of white space alone become empty where it ends', () => {
    assert.deepEqual(trimmed(slice('x   y', 1, 4)), { text: '', start: 4, end: 4 });
  });
});
