import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourceOf } from '../../src/bytes/source';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';
import { mutated } from './mutate';
import { opcodeStream } from './opcodes';
import { Random } from './random';
import { families, type Family } from './samples';

const limit = 64 << 20;
const mostKept = 2000;
const reportEvery = 200;
const settled = 2000;
const mostGrowth = 200 << 20;

interface Outcome {
  /** What the scan made of it: files that make it say something new are changed further. */
  readonly signature: string;
  readonly wrong?: string;
}

/** One format, or the names of all: changes its samples, and what came of them, until the time is up or something is wrong. */
async function main([format, minutes = '1', seed = '1', at]: readonly string[]): Promise<void> {
  const family = families[format ?? '']?.();
  if (format === undefined || !family) return console.log(Object.keys(families).join('\n'));
  const kept: Uint8Array[] = [...family.samples];
  const seen = new Set<string>();
  const end = Date.now() + Number(minutes) * 60_000;
  let heap = 0;
  let failures = 0;
  let round = 0;
  for (; Date.now() < end && failures < 10; round++) {
    const random = new Random(Number(seed) * 1_000_003 + round);
    const bytes = next(format, kept, random);
    const { signature, wrong } = await outcomeOf(bytes, family);
    if (wrong !== undefined) {
      failures++;
      console.log(`${wrong}; round ${round}, kept as ${keep(format, seed, round, bytes)}`);
    }
    if (!seen.has(signature) && kept.length < mostKept) {
      seen.add(signature);
      kept.push(bytes);
    }
    if (round % reportEvery === 0) {
      console.log(`at ${round}`);
      await breath();
    }
    if (round === settled) heap = heapAfterCollection();
    if (at !== undefined && round >= Number(at)) break;
  }
  const growth = heap === 0 ? 0 : heapAfterCollection() - heap;
  console.log(
    `${round} files, ${seen.size} kinds of outcome, ${Math.round(growth / 1e6)} MB of growth, ${failures} failures`,
  );
  if (failures > 0 || growth > mostGrowth) process.exitCode = 1;
}

function next(format: string, kept: readonly Uint8Array[], random: Random): Uint8Array {
  if (format === 'pickle' && random.below(3) === 0) return opcodeStream(random);
  return mutated(random.of(kept), random, kept);
}

async function outcomeOf(bytes: Uint8Array, { name, accepts }: Family): Promise<Outcome> {
  const source = sourceOf(bytes);
  // What the processor spent, not what passed: others may be using it.
  const start = process.cpuUsage();
  try {
    const file = { path: name, source, head: bytes.subarray(0, 65_536) };
    const recognized = await recognizedAs(file);
    const { verdict, findings } = await scanWeights(file, recognized, { limit });
    const took = process.cpuUsage(start).user / 1000;
    const codes = [
      ...new Set(findings.map(({ code, data }) => `${code} ${JSON.stringify(data?.reason ?? null)}`)),
    ].sort();
    const signature = [recognized?.format, verdict, ...codes].join(' ');
    const allowed = 1000 * Math.max(1, bytes.length / 1e6);
    if (took > allowed) return { signature, wrong: `takes ${Math.round(took)} ms for ${bytes.length} bytes` };
    if (verdict === 'safe' && recognized && isOwn(recognized.format, name) && accepts?.(bytes) === false)
      return { signature, wrong: 'is called safe, though its format forbids it' };
    return { signature };
  } catch (error) {
    return {
      signature: String(error),
      wrong: `crashes: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    };
  }
}

/** Lets what waits for its turn have it, such as the unpackers of Node that close themselves. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Whether a file is still recognized as what its family is. */
function isOwn(format: string, name: string): boolean {
  return { 'model.npy': 'numpy', 'model.safetensors': 'safetensors', 'model.gguf': 'gguf' }[name] === format;
}

function keep(format: string, seed: string, round: number, bytes: Uint8Array): string {
  const folder = path.resolve('out/fuzz/found');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${format}-${seed}-${round}`);
  writeFileSync(file, bytes);
  return path.relative('.', file);
}

function heapAfterCollection(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

void main(process.argv.slice(2));
