import assert from 'node:assert/strict';
import { unpackLz4 } from '../../src/bytes/lz4';

const frame = (...blocks: readonly number[][]): Uint8Array =>
  Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, ...blocks.flat(), 0, 0, 0, 0]);
const packed = (...bytes: readonly number[]): number[] => [bytes.length, 0, 0, 0, ...bytes];
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('bytes: LZ4', () => {
  it('unpacks literals, matches and stored blocks', () => {
    const unpacked = (file: Uint8Array): string => text(unpackLz4(file, 100).bytes);
    assert.equal(unpacked(frame(packed(0x30, 0x61, 0x62, 0x63))), 'abc');
    assert.equal(unpacked(frame(packed(0x21, 0x61, 0x62, 2, 0, 0x10, 0x21))), 'abababa!');
    assert.equal(unpacked(frame([2, 0, 0, 0x80, 0x68, 0x69])), 'hi');
  });

  it('breaks off where it is cut, reaches back too far, or comes to too much', () => {
    const bomb = frame(packed(0x1f, 0x61, 1, 0, 255, 255, 255, 255, 0));
    const broken = (file: Uint8Array): unknown => unpackLz4(file, 500).error?.code;
    assert.equal(broken(bomb), 'too-large');
    assert.equal(broken(frame(packed(0x10, 0x61, 9, 0))), 'bad-magic');
    assert.equal(broken(bomb.subarray(0, 14)), 'truncated');
    assert.equal(broken(Uint8Array.of(1, 2, 3, 4)), 'bad-magic');
  });
});
