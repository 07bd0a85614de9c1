import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { changesOf, verdictOn } from './mutated';
import { acceptsGguf, acceptsNpy, acceptsSafetensors } from './reference';
import { ggufSamples, npySamples, safetensorsSamples } from './samples';

const corpus = path.resolve('../shared/corpus/weights');

interface Family {
  readonly ending: string;
  readonly accepts: (bytes: Uint8Array) => boolean;
  /** Generated, with the length of the header of each. */
  readonly samples: readonly (readonly [Uint8Array, number])[];
}

const families: readonly Family[] = [
  { ending: '.safetensors', accepts: acceptsSafetensors, samples: safetensorsSamples() },
  { ending: '.gguf', accepts: acceptsGguf, samples: ggufSamples() },
  { ending: '.npy', accepts: acceptsNpy, samples: npySamples() },
];

for (const { ending, accepts, samples } of families) {
  describe(`weights: ${ending} beside what its format says`, () => {
    it('calls whole samples safe, as the reference accepts them', async () => {
      for (const [bytes] of samples) {
        assert.ok(accepts(bytes));
        assert.equal(
          await verdictOn(bytes, `model${ending}`),
          'safe',
          Buffer.from(bytes).toString('latin1').slice(0, 200),
        );
      }
    });

    it('calls nothing safe that the reference refuses: each byte of each header changed', async function () {
      this.timeout(60_000);
      const wrong: string[] = [];
      for (const [bytes, header] of samples) {
        for (let at = 0; at < header; at++) {
          for (const value of changesOf(bytes[at]!)) {
            const changed = bytes.slice();
            changed[at] = value;
            if ((await verdictOn(changed, `model${ending}`)) === 'safe' && !accepts(changed))
              wrong.push(`byte ${at} to ${value} in ${Buffer.from(changed).toString('latin1').slice(0, 120)}`);
          }
        }
      }
      assert.deepEqual(wrong, []);
    });

    it('calls nothing safe that is cut', async () => {
      for (const [bytes] of samples) {
        for (let length = 0; length < bytes.length; length++) {
          const cut = bytes.slice(0, length);
          if (accepts(cut)) continue;
          assert.notEqual(await verdictOn(cut, `model${ending}`), 'safe', `cut to ${length} of ${bytes.length} bytes`);
        }
      }
    });

    it('does the same with the files of the corpus', async function () {
      this.timeout(60_000);
      if (!existsSync(corpus)) {
        console.warn(`Skipped: ${corpus} is not there`);
        return this.skip();
      }
      const wrong: string[] = [];
      for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith(ending)) continue;
        const bytes = Uint8Array.from(readFileSync(path.join(corpus, name)));
        if (!accepts(bytes) || (await verdictOn(bytes, name)) !== 'safe') continue;
        const step = Math.max(1, Math.floor(bytes.length / 100));
        for (let at = 0; at < Math.min(bytes.length, 4096); at += step) {
          const changed = bytes.slice();
          changed[at] = changed[at]! ^ 0x11;
          if ((await verdictOn(changed, name)) === 'safe' && !accepts(changed)) wrong.push(`${name}: byte ${at}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  });
}
