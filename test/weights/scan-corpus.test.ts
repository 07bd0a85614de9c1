import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceOf } from '../../src/bytes/source';
import type { Verdict } from '../../src/domain/scan';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';

const corpus = path.resolve('../shared/corpus/weights');

/** Formats that are recognized only, or not in all their packings, so that malicious files are unknown, never dangerous. */
const notExamined = /^onnx$/;

describe('weights: verdicts on the corpus', () => {
  const verdicts: { file: string; format: string; expected: string; verdict: Verdict }[] = [];

  before(async function () {
    this.timeout(60_000);
    if (!existsSync(corpus)) {
      console.warn(`Skipped: ${corpus} is not there`);
      return this.skip();
    }
    const rows = readFileSync(path.join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    for (const row of rows) {
      const [file = '', , format = '', , , expected = ''] = row.split('\t');
      const inside = format === 'savedmodel' ? `${file}/saved_model.pb` : file;
      const source = sourceOf(readFileSync(path.join(corpus, inside)));
      const weights = { path: inside, source, head: await source.read(0, 65_536) };
      const { verdict } = await scanWeights(weights, await recognizedAs(weights), { limit: 1 << 28 });
      verdicts.push({ file, format, expected, verdict });
    }
    assert.ok(verdicts.length > 450);
  });

  const those = (wrong: (one: (typeof verdicts)[number]) => boolean): readonly string[] =>
    verdicts.filter(wrong).map(({ file, verdict }) => `${file}: ${verdict}`);

  it('calls no malicious file safe', () => {
    assert.deepEqual(
      those(({ expected, verdict }) => expected === 'malicious' && verdict === 'safe'),
      [],
    );
  });

  it('calls every malicious pickle, archive, array and GGUF file dangerous', () => {
    assert.deepEqual(
      those(
        ({ expected, verdict, format }) =>
          expected === 'malicious' && verdict !== 'dangerous' && !notExamined.test(format),
      ),
      [],
    );
  });

  it('calls no honest file dangerous or suspicious', () => {
    assert.deepEqual(
      those(({ expected, verdict }) => expected === 'benign' && (verdict === 'dangerous' || verdict === 'suspicious')),
      [],
    );
  });

  it('calls no broken or doubtful file safe', () => {
    assert.deepEqual(
      those(({ expected, verdict }) => expected === 'suspicious' && verdict === 'safe'),
      [],
    );
  });
});
