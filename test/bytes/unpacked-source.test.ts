import assert from 'node:assert/strict';
import { ByteError } from '../../src/bytes/cursor';
import { UnpackedSource, type UnpackingWork } from '../../src/bytes/unpacked-source';

const kilobyte = 1 << 10;
const chunk = 64 * kilobyte;
const odd = 100_003;
/** Five chunks in all. */
const kept = { first: 2, others: 3 };

/** The byte at each place of what the packed bytes below unpack to. */
const byteAt = (place: number): number => (place * 7 + (place >> 16)) & 0xff;

/** Unpacks to so many bytes, counts how often it began, and may fail at last. */
function packed(size: number, fault?: ByteError): { begun: number; start: () => AsyncGenerator<Uint8Array, number> } {
  const self = {
    begun: 0,
    async *start() {
      self.begun++;
      for (let at = 0; at < size; at += odd)
        yield await Promise.resolve(
          Uint8Array.from({ length: Math.min(odd, size - at) }, (_, index) => byteAt(at + index)),
        );
      if (fault) throw fault;
      return 12;
    },
  };
  return self;
}

const roomy = (): UnpackingWork => ({ unpacked: 2 ** 32, read: 2 ** 32 });
const open = (
  { start }: { start: () => AsyncGenerator<Uint8Array, number> },
  work = roomy(),
  limit?: number,
): Promise<UnpackedSource> => UnpackedSource.open({ start, cost: 1 }, work, limit, undefined, kept);

async function isRight(source: UnpackedSource, offset: number, length: number): Promise<boolean> {
  const bytes = await source.read(offset, length);
  return bytes.length === length && bytes.every((byte, index) => byte === byteAt(offset + index));
}

describe('bytes: unpacked sources', () => {
  it('reads anywhere in a little without unpacking it again', async () => {
    const content = packed(300 * kilobyte);
    const source = await open(content);
    assert.deepEqual([source.size, source.end, source.error, content.begun], [300 * kilobyte, 12, undefined, 1]);
    for (const offset of [200_000, 0, 65_535, 300 * kilobyte - 10]) assert.ok(await isRight(source, offset, 10));
    assert.equal((await source.read(300 * kilobyte - 5, 100)).length, 5);
    assert.equal(content.begun, 1);
  });

  it('unpacks a lot once more, in order, and keeps what was asked for', async () => {
    const content = packed(20 * chunk);
    const source = await open(content);
    for (const at of [0, 4, 6, 9]) assert.ok(await isRight(source, at * chunk, chunk), `chunk ${at}`);
    for (const at of [9, 4, 6, 1]) assert.ok(await isRight(source, at * chunk + 5, 1000), `chunk ${at} again`);
    assert.equal(content.begun, 2);
    assert.ok(await isRight(source, 5 * chunk - 5, 10));
    assert.equal(content.begun, 3);
  });

  it('gives what stands before a fault, and before a limit', async () => {
    const cut = await open(packed(1000, new ByteError('truncated', 7)));
    assert.deepEqual([cut.size, cut.end, cut.error?.code, cut.isSpent], [1000, 7, 'truncated', false]);
    assert.ok(await isRight(cut, 0, 1000));
    const limited = await open(packed(chunk), roomy(), 1000);
    assert.deepEqual([limited.size, limited.error?.code], [1000, 'too-large']);
  });

  it('breaks off where it would cost too much, for all that share the work', async () => {
    const work = { unpacked: 4000, read: 1500 };
    const first = await open(packed(chunk), work);
    assert.deepEqual([first.size, work.unpacked], [2000, 2000]);
    assert.equal((await first.read(0, 1000)).length, 1000);
    assert.equal(first.isSpent, false);
    const second = await open(packed(chunk), work);
    assert.equal(second.size, 1000);
    assert.equal((await second.read(0, 1000)).length, 0);
    assert.equal(second.isSpent, true);
  });

  it('does not begin anew without end', async () => {
    const content = packed(20 * chunk);
    const source = await open(content);
    for (let turn = 0; turn < 20; turn++) await source.read((turn % 2 === 0 ? 16 : 8) * chunk - turn, 10);
    for (let at = 19; at > 2; at--) await source.read(at * chunk, 10);
    assert.ok(source.isSpent);
    assert.ok(content.begun <= 8);
  });
});
