import { deepEqual } from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { scanned } from '../scanned';

const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const text = (value: string): number[] => [...u32(0x00040009), ...u32(value.length), ...Buffer.from(value)];
const symbol = (name: string): number[] => [...u32(1), ...text(name)];
const texts = (...values: readonly string[]): number[] => [...u32(16), ...u32(values.length), ...values.flatMap(text)];
const nothing = u32(254);
const global = u32(253);
const unbound = u32(252);
const call = (name: string, argument: readonly number[]): number[] => [
  ...[...u32(6), ...symbol(name)],
  ...[...u32(2), ...argument, ...nothing],
];
const promise = (value: readonly number[], code: readonly number[]): number[] => [
  ...u32(0x405),
  ...global,
  ...value,
  ...code,
];
const list = (...items: readonly (readonly number[])[]): number[] => [
  ...u32(19),
  ...u32(items.length),
  ...items.flat(),
];

/** A file of `saveRDS`, version 3. */
function rds(item: readonly number[]): Uint8Array {
  const opening = [
    ...Buffer.from('X\n'),
    ...u32(3),
    ...u32(0x040301),
    ...u32(0x030500),
    ...u32(5),
    ...Buffer.from('UTF-8'),
  ];
  return gzipSync(Uint8Array.from([...opening, ...item]));
}

describe('weights: scan of R data', () => {
  it('finds nothing in values, formulas and promises that were kept', async () => {
    const numbers = [...u32(14), ...u32(1), 0, 0, 0, 0, 0, 0, 0, 0];
    const formula = call('~', symbol('x'));
    deepEqual(await scanned('m.rds', rds(list(numbers, texts('a', 'b'), formula))), ['r-data']);
    deepEqual(await scanned('m.rds', rds(promise(numbers, call('mean', symbol('x'))))), ['r-data']);
  });

  it('finds code that runs when somebody looks at it', async () => {
    deepEqual(await scanned('m.rds', rds(list(promise(unbound, call('system', texts('id')))))), [
      'r-data',
      'dangerous: r/dangerous-promise system',
    ]);
    deepEqual(await scanned('m.RDS', rds(promise(unbound, call('mean', symbol('x'))))), [
      'r-data',
      'suspicious: r/promise',
    ]);
  });

  it('never calls broken data safe', async () => {
    const broken = ['r-data', 'unknown: r/broken'];
    deepEqual(await scanned('m.rds', rds([...texts('a'), 0])), broken);
    deepEqual(await scanned('m.rds', rds(u32(99))), broken);
    deepEqual(await scanned('m.rds', rds([...u32(19), ...u32(0x7fffffff)])), broken);
    deepEqual(await scanned('m.rds', rds(Array.from({ length: 5000 }, () => [...u32(19), ...u32(1)]).flat())), broken);
  });
});
