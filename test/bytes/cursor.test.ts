import assert from 'node:assert/strict';
import { ascii, ByteError, Cursor, startsWith } from '../../src/bytes/cursor';
import { sourceOf } from '../../src/bytes/source';

describe('bytes: Cursor', () => {
  it('reads numbers and texts one after the other, in either byte order', () => {
    const bytes = Uint8Array.of(1, 2, 0, 3, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xc3, 0xa9);
    const little = new Cursor(bytes, 100);
    assert.deepEqual([little.u8(), little.u16(), little.u32(), little.i32(), little.text(2)], [1, 2, 3, -1, 'é']);
    assert.deepEqual([little.offset, little.left], [113, 0]);
    const big = new Cursor(bytes, 0, false);
    assert.deepEqual([big.u8(), big.u16()], [1, 0x200]);
    assert.equal(new Cursor(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0x80)).u64(), 0x8000000000000001n);
  });

  it('refuses with a code and the offset in the file', () => {
    const refusal = (read: (cursor: Cursor) => unknown, bytes: Uint8Array): unknown => {
      try {
        return read(new Cursor(bytes, 10));
      } catch (error) {
        assert.ok(error instanceof ByteError);
        return [error.code, error.offset];
      }
    };
    assert.deepEqual(
      refusal((cursor) => cursor.u32(), Uint8Array.of(1, 2, 3)),
      ['truncated', 10],
    );
    assert.deepEqual(
      refusal((cursor) => cursor.skip(-1), Uint8Array.of(1)),
      ['truncated', 10],
    );
    assert.deepEqual(
      refusal((cursor) => cursor.take(NaN), Uint8Array.of(1)),
      ['truncated', 10],
    );
    assert.deepEqual(
      refusal((cursor) => cursor.count(5), Uint8Array.of(6, 0, 0, 0, 0, 0, 0, 0)),
      ['absurd-length', 10],
    );
    assert.deepEqual(
      refusal((cursor) => cursor.expect(ascii('GGUF')), ascii('GGUX')),
      ['bad-magic', 10],
    );
  });

  it('compares the beginning of bytes', () => {
    assert.equal(startsWith(ascii('xGGUF'), ascii('GGUF'), 1), true);
    assert.equal(startsWith(ascii('GG'), ascii('GGUF')), false);
  });
});

describe('bytes: sourceOf', () => {
  it('gives fewer bytes only at the end', async () => {
    const source = sourceOf(Uint8Array.of(1, 2, 3));
    assert.equal(source.size, 3);
    assert.deepEqual([...(await source.read(1, 5))], [2, 3]);
    assert.deepEqual([...(await source.read(9, 5))], []);
  });
});
