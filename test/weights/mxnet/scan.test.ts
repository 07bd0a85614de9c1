import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';

const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
const u64 = (value: number): number[] => [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
/** A dense array of four-byte floats. */
const array = (items: number, ...data: readonly number[]): number[] => [
  ...[...u32(0xf993fac9), ...u32(0), ...u32(1), ...u64(items)],
  ...[...u32(1), ...u32(0), ...u32(0), ...data],
];
const name = [...u64(3), ...Buffer.from('arg')];
const parameters = (one: readonly number[]): number[] => [
  ...u64(0x112),
  ...u64(0),
  ...u64(1),
  ...one,
  ...u64(1),
  ...name,
];

describe('weights: scan of MXNet', () => {
  it('finds nothing in arrays and their names', async () => {
    deepEqual(await scanned('m.params', parameters(array(1, 0, 0, 128, 63))), ['mxnet']);
  });

  it('never calls broken parameters safe', async () => {
    const broken = ['mxnet', 'unknown: mxnet/broken'];
    const whole = parameters(array(1, 0, 0, 128, 63));
    for (let length = 8; length < whole.length; length++)
      deepEqual(await scanned('m.params', whole.slice(0, length)), broken);
    deepEqual(await scanned('m.params', [...whole, 0]), broken);
    deepEqual(await scanned('m.params', parameters(array(2 ** 40, 0, 0, 128, 63))), broken);
    deepEqual(await scanned('m.params', [...u64(0x112), ...u64(0), ...u64(2 ** 50)]), broken);
  });
});
