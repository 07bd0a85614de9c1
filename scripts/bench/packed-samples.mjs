import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const megabytes = 64;
const block = 4096;
/** By the name of the packing: what packs as it does. */
const packers = [
  ['gzip', 'gzip', '-1'],
  ['lz4', 'lz4', '-1'],
  ['xz', 'xz', '-0'],
  ['lzma', 'xz', '--format=lzma', '-0'],
  ['bzip2', 'bzip2', '-1'],
];

/** Packs the same numbers in each way for which this machine has a program: `[name, file]`, gzip first. */
export function packSamples(folder) {
  const plain = path.join(folder, 'plain');
  writeFileSync(plain, numbers());
  return packers.flatMap(([name, program, ...flags]) => {
    const file = path.join(folder, name);
    try {
      const input = readFileSync(plain);
      writeFileSync(file, execFileSync(program, [...flags, '-c'], { input, maxBuffer: 2 ** 30, stdio: 'pipe' }));
      return [[name, file]];
    } catch {
      console.warn(`SKIPPED: this machine has no ${program}, so unpacking ${name} was not measured.\n`);
      return [];
    }
  });
}

/** As weights are: the exponents of floats repeat themselves, the rest does not; half of them are zero. */
function numbers() {
  const bytes = randomBytes(megabytes << 20);
  for (let at = 3; at < bytes.length; at += 4) bytes[at] = 0x3c + (bytes[at] & 1);
  for (let at = 0; at < bytes.length; at += 2 * block) bytes.fill(0, at, at + block);
  return bytes;
}
