import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { sourceOf } from '../../src/bytes/source';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';
import { joblibSample, legacyTorchSample } from './pickle/samples';

/** Pickles and archives beside what Python's own library makes of them, in one process for all. */

const program = path.resolve('test/weights/python-reference.py');
const longestAnswer = 1 << 28;

interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function python(order: 'samples' | 'refused', input: Uint8Array = new Uint8Array(0)): Buffer {
  const { stdout, stderr, status } = spawnSync('python3', [program, order], { input, maxBuffer: longestAnswer });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

/** Each behind a line that says its name and length. */
function written(files: readonly Sample[]): Uint8Array {
  return Buffer.concat(
    files.flatMap(({ name, bytes }) => [Buffer.from(`${JSON.stringify({ name, length: bytes.length })}\n`), bytes]),
  );
}

function read(bytes: Buffer): readonly Sample[] {
  const samples: Sample[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = bytes.indexOf(10, at) + 1;
    const { name, length } = JSON.parse(bytes.toString('utf8', at, start)) as { name: string; length: number };
    samples.push({ name, bytes: Uint8Array.from(bytes.subarray(start, start + length)) });
    at = start + length;
  }
  return samples;
}

async function isSafe({ name, bytes }: Sample): Promise<boolean> {
  const file = { path: name, source: sourceOf(bytes), head: bytes.subarray(0, 65_536) };
  return (await scanWeights(file, await recognizedAs(file), { limit: 1 << 26 })).verdict === 'safe';
}

/** Why Python refuses files, by their place. */
function refusals(files: readonly Sample[]): Readonly<Record<string, string>> {
  const answer = JSON.parse(python('refused', written(files)).toString()) as {
    readonly count: number;
    readonly reasons: Readonly<Record<string, string>>;
  };
  assert.equal(answer.count, files.length);
  return answer.reasons;
}

describe('weights: pickles and archives beside what Python makes of them', () => {
  let samples: readonly Sample[] = [];

  before(function () {
    if (spawnSync('python3', ['--version']).status !== 0) {
      console.warn('Skipped: python3 is not there');
      return this.skip();
    }
    samples = [
      ...read(python('samples')),
      { name: 'raw.joblib', bytes: joblibSample() },
      { name: 'legacy.pt', bytes: legacyTorchSample() },
    ];
  });

  it('calls whole files safe, as Python loads them', async () => {
    assert.deepEqual(refusals(samples), {});
    for (const sample of samples) assert.ok(await isSafe(sample), sample.name);
  });

  for (const [what, changed] of [
    ['cut anywhere', cuts],
    ['with any byte changed', changes],
  ] as const) {
    it(`calls nothing safe that Python refuses: ${what}`, async function () {
      this.timeout(60_000);
      const safe: (Sample & { readonly change: string })[] = [];
      for (const sample of samples) {
        for (const [change, bytes] of changed(sample.bytes)) {
          if (await isSafe({ name: sample.name, bytes })) safe.push({ name: sample.name, bytes, change });
        }
      }
      const wrong = Object.entries(refusals(safe)).map(([at, reason]) => {
        const { name, change, bytes } = safe[Number(at)]!;
        return `${name} of ${bytes.length} bytes, ${change}: ${reason}`;
      });
      assert.deepEqual(wrong, []);
    });
  }
});

function* cuts(bytes: Uint8Array): Generator<readonly [string, Uint8Array]> {
  for (let length = 0; length < bytes.length; length++) {
    if (!isWithinRun(bytes, length)) yield [`cut to ${length}`, bytes.subarray(0, length)];
  }
}

/** Long runs of one byte are padding or content, where one place is as good as the next. */
function isWithinRun(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === bytes[at] && bytes[at - 9] === bytes[at];
}

function* changes(bytes: Uint8Array): Generator<readonly [string, Uint8Array]> {
  for (const [at, byte] of bytes.entries()) {
    if (isWithinRun(bytes, at)) continue;
    for (const value of new Set([0, 0xff, byte ^ 1, byte ^ 0x20, (byte + 1) & 255])) {
      if (value === byte) continue;
      const changed = bytes.slice();
      changed[at] = value;
      yield [`byte ${at} from ${byte} to ${value}`, changed];
    }
  }
}
