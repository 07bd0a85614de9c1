import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { tensorsBehind } from '../../../src/weights/pickle/legacy-tensors';

/** A tensor of so many items: their number, then the items, none of which looks like a number. */
const tensor = (count: number, width: number): number[] => [
  ...[count & 0xff, count >> 8, 0, 0, 0, 0, 0, 0],
  ...new Array<number>(count * width).fill(0xa5),
];
const pickles = [1, 2, 3];

async function isWhole(bytes: readonly number[]): Promise<boolean> {
  return (await tensorsBehind(sourceOf(Uint8Array.from(bytes)), pickles.length)).length === 0;
}

describe('weights: the tensors behind the pickles of old PyTorch files', () => {
  it('reach to the end of the file, whatever the widths of their items', async () => {
    assert.ok(await isWhole(pickles));
    assert.ok(await isWhole([...pickles, ...tensor(300, 4), ...tensor(1, 8), ...tensor(0, 4), ...tensor(7, 2)]));
  });

  it('do not where the file breaks off, or goes on', async () => {
    const whole = [...pickles, ...tensor(300, 4), ...tensor(9, 8)];
    for (const cut of [1, 9, 40, 72, 79, 100, 600])
      assert.equal(await isWhole(whole.slice(0, -cut)), false, String(cut));
    assert.equal(await isWhole([...whole, 0]), false);
  });
});
