import { deepEqual } from 'node:assert/strict';
import { scanned } from './scanned';

const name = (text: string): number[] => [0xa0 + text.length, ...Buffer.from(text)];
/** One float: its shape, its type, its bytes. */
const array = (type: number): number[] => [0xc7, 17, type, 0x93, 0x91, 1, ...name('float32'), 0xc4, 4, 0, 0, 0, 0];

describe('weights: scan of MessagePack', () => {
  it('finds nothing in parameters, however they are nested', async () => {
    const file = [0x82, ...name('params'), 0x81, ...name('w'), ...array(1), ...name('step'), 0xcd, 1, 0];
    deepEqual(await scanned('flax_model.msgpack', file), ['msgpack']);
  });

  it('says that it does not know other extensions', async () => {
    deepEqual(await scanned('m.msgpack', [0x81, ...name('w'), ...array(42)]), [
      'msgpack',
      'unknown: msgpack/extension 42',
    ]);
  });

  it('never calls a broken file safe', async () => {
    const whole = [0x81, ...name('w'), ...array(1)];
    const broken = ['msgpack', 'unknown: msgpack/broken'];
    for (let length = 1; length < whole.length; length++)
      deepEqual(await scanned('m.msgpack', whole.slice(0, length)), broken);
    deepEqual(await scanned('m.msgpack', [...whole, 0]), broken);
    deepEqual(await scanned('m.msgpack', [0xdf, 0xff, 0xff, 0xff, 0xff, 0xc0]), broken);
    deepEqual(await scanned('m.msgpack', [0x81, 0xc1, 0xc0]), broken);
  });
});
