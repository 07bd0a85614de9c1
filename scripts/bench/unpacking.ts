import { openSync, readFileSync, readSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ByteSource } from '../../src/bytes/source';
import { UnpackedSource } from '../../src/bytes/unpacked-source';
import { packings } from '../../src/weights/packed/packings';

/** Measures one unpacker in this fresh process: prints the milliseconds that it and Node's own gunzip took, and its peak memory in MB. */
async function main([name, file, gzipped]: readonly string[]): Promise<void> {
  const { unpack } = packings.find((packing) => packing.name === name)!;
  const start = performance.now();
  const source = fileSource(file!);
  const roomy = { unpacked: Infinity, read: Infinity };
  const { size } = await UnpackedSource.open({ start: () => unpack!(source), cost: 1 }, roomy);
  const took = performance.now() - start;
  const peak = process.resourceUsage().maxRSS / 1024;
  const packed = readFileSync(gzipped!);
  const before = performance.now();
  if (gunzipSync(packed).length !== size) throw new Error(`${name} did not give all that was packed`);
  process.stdout.write(JSON.stringify({ name, size, took, plain: performance.now() - before, peak }));
}

function fileSource(path: string): ByteSource {
  const file = openSync(path, 'r');
  return {
    size: statSync(path).size,
    read: (offset, length) => {
      const bytes = new Uint8Array(length);
      return Promise.resolve(bytes.subarray(0, readSync(file, bytes, 0, length, offset)));
    },
  };
}

void main(process.argv.slice(2));
