import assert from 'node:assert/strict';
import { unpackLz4 } from '../../src/bytes/lz4';
import { sourceOf } from '../../src/bytes/source';
import { unpackWhole } from '../../src/bytes/unpacked';

const frame = (...blocks: readonly number[][]): Uint8Array =>
  Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, ...blocks.flat(), 0, 0, 0, 0]);
const packed = (...bytes: readonly number[]): number[] => [bytes.length, 0, 0, 0, ...bytes];
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('bytes: LZ4', () => {
  it('unpacks literals, matches and stored blocks', async () => {
    const unpacked = async (file: Uint8Array): Promise<string> =>
      text((await unpackWhole(unpackLz4, sourceOf(file), 100)).bytes);
    assert.equal(await unpacked(frame(packed(0x30, 0x61, 0x62, 0x63))), 'abc');
    assert.equal(await unpacked(frame(packed(0x21, 0x61, 0x62, 2, 0, 0x10, 0x21))), 'abababa!');
    assert.equal(await unpacked(frame([2, 0, 0, 0x80, 0x68, 0x69])), 'hi');
  });

  it('breaks off where it is cut, reaches back too far, or comes to too much', async () => {
    const bomb = frame(packed(0x1f, 0x61, 1, 0, 255, 255, 255, 255, 0));
    const broken = async (file: Uint8Array): Promise<unknown> =>
      (await unpackWhole(unpackLz4, sourceOf(file), 500)).error?.code;
    assert.equal(await broken(bomb), 'too-large');
    assert.equal(await broken(frame(packed(0x10, 0x61, 9, 0))), 'bad-magic');
    assert.equal(await broken(bomb.subarray(0, 14)), 'truncated');
    assert.equal(await broken(Uint8Array.of(1, 2, 3, 4)), 'bad-magic');
  });
});
