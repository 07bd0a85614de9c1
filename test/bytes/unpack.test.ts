import assert from 'node:assert/strict';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { unpackZlib } from '../../src/bytes/gzip';
import { inflate } from '../../src/bytes/inflate';
import { sourceOf } from '../../src/bytes/source';
import { unpackWhole, type Unpack, type Unpacked } from '../../src/bytes/unpacked';
import { content, packedSamples } from './packed-samples';

const roomy = 10_000;

function unpacked(unpack: Unpack, bytes: Uint8Array, limit = roomy, start = 0): Promise<Unpacked> {
  return unpackWhole(unpack, sourceOf(bytes), limit, start);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('bytes: unpacking', () => {
  for (const { name, unpack, bytes, isSummed, isRepeatable } of packedSamples) {
    describe(name, () => {
      it('gives what went in, and where it ends', async () => {
        const padded = joined(Uint8Array.of(1, 2, 3), bytes);
        for (const [file, start] of [
          [bytes, 0],
          [padded, 3],
        ] as const) {
          const { bytes: found, end, error } = await unpacked(unpack, file, roomy, start);
          assert.deepEqual([Buffer.from(found), end, error], [content, file.length, undefined]);
        }
      });

      it('stops at the bytes that follow', async () => {
        const { end, bytes: found, error } = await unpacked(unpack, joined(bytes, Buffer.from('else')));
        assert.deepEqual([end, found.length, error], [bytes.length, content.length, undefined]);
      });

      if (isRepeatable)
        it('reads on in what is packed behind it', async () => {
          assert.deepEqual(
            Buffer.from((await unpacked(unpack, joined(bytes, bytes))).bytes),
            Buffer.concat([content, content]),
          );
        });

      it('gives what it can wherever the file is cut, and says that it broke off', async () => {
        for (let length = 0; length < bytes.length; length++) {
          const { bytes: found, error } = await unpacked(unpack, bytes.subarray(0, length));
          assert.ok(error, `${length} bytes`);
          assert.ok(content.subarray(0, found.length).equals(found), `${length} bytes`);
        }
      });

      it('ends at the limit', async () => {
        const { bytes: found, error } = await unpacked(unpack, bytes, 20);
        assert.deepEqual([found.length, error?.code], [20, 'too-large']);
        assert.ok(content.subarray(0, 20).equals(found));
      });

      it('survives any wrong byte, and notices it where there is a checksum', async () => {
        for (let at = 0; at < bytes.length; at++)
          for (const flip of [1, 0x80, 0xff]) {
            const wrong = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ flip : byte));
            const { bytes: found, error } = await unpacked(unpack, wrong);
            if (isSummed && !error) assert.ok(content.equals(found), `byte ${at}`);
          }
      });
    });
  }

  it('gives as much of a broken stream of zlib as stands before the fault', async () => {
    const broken = new Uint8Array(
      Buffer.concat([deflateSync(content, { level: 0 }).subarray(0, 100), Buffer.alloc(60, 0xff)]),
    );
    broken[3] = 80;
    broken[4] = 0;
    broken[5] = 0xff - 80;
    broken[6] = 0xff;
    broken[2] = 0;
    broken[87] = 0x07;
    const { bytes, error } = await unpacked(unpackZlib, broken);
    assert.deepEqual([Buffer.from(bytes), error?.code], [content.subarray(0, 80), 'bad-magic']);
  });

  it('inflates as zlib does, whatever the level', async () => {
    const mixed = Buffer.concat(Array.from({ length: 40 }, (_, index) => content.subarray(0, index * 4)));
    for (let level = 0; level <= 9; level++)
      assert.ok(
        mixed.equals((await unpacked(inflate, deflateRawSync(mixed, { level }), 1 << 20)).bytes),
        `level ${level}`,
      );
  });
});
