import assert from 'node:assert/strict';
import { unpackLz4 } from '../../src/bytes/lz4';

const frame = (...blocks: readonly number[][]): Uint8Array =>
  Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, ...blocks.flat(), 0, 0, 0, 0]);
const packed = (...bytes: readonly number[]): number[] => [bytes.length, 0, 0, 0, ...bytes];
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('bytes: LZ4', () => {
  it('unpacks literals, matches and stored blocks', () => {
    assert.equal(text(unpackLz4(frame(packed(0x30, 0x61, 0x62, 0x63)), 100)), 'abc');
    assert.equal(text(unpackLz4(frame(packed(0x21, 0x61, 0x62, 2, 0, 0x10, 0x21)), 100)), 'abababa!');
    assert.equal(text(unpackLz4(frame([2, 0, 0, 0x80, 0x68, 0x69]), 100)), 'hi');
  });

  it('refuses what is cut, reaches back too far, or comes to too much', () => {
    const bomb = frame(packed(0x1f, 0x61, 1, 0, 255, 255, 255, 255, 0));
    assert.throws(() => unpackLz4(bomb, 500), { code: 'absurd-length' });
    assert.throws(() => unpackLz4(frame(packed(0x10, 0x61, 9, 0)), 500), { code: 'bad-magic' });
    assert.throws(() => unpackLz4(bomb.subarray(0, 14), 500), { code: 'truncated' });
    assert.throws(() => unpackLz4(Uint8Array.of(1, 2, 3, 4), 500), { code: 'bad-magic' });
  });
});
