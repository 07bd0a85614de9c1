import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { croissant } from '../../src/readers/dataset-files/croissant';
import { llamaFactoryData } from '../../src/readers/dataset-files/llama-factory-data';
import { hubConfig } from '../../src/readers/hub-config/hub-config';
import type { Reader } from '../../src/readers/reader';
import { compose } from '../../src/readers/serving/compose';
import { kubernetes } from '../../src/readers/serving/kubernetes';
import { litellm } from '../../src/readers/serving/litellm';
import { modelfile } from '../../src/readers/serving/modelfile';
import { vllmConfig } from '../../src/readers/serving/vllm-config';
import { azureml } from '../../src/readers/tracking/azureml';
import { dvc } from '../../src/readers/tracking/dvc';
import { mlmodel } from '../../src/readers/tracking/mlmodel';
import { mlproject } from '../../src/readers/tracking/mlproject';
import { trainingConfig } from '../../src/readers/training/training-config';
import { readingOf } from './said';

const corpus = path.resolve('../shared/corpus/cards');

/** By the kinds of the corpus: who reads them, how many of their files, and what is found in them. Counted by eye or `grep`. */
const expected: Readonly<Record<string, readonly [Reader, number, Readonly<Record<string, number>>]>> = {
  // Two of them are for clouds, without a model.
  'axolotl-config': [trainingConfig, 167, { model: 167, dataset: 168 }],
  // Eight of them are for accelerate; seven models are folders, and all datasets are names of LLaMA-Factory's own.
  'llamafactory-config': [trainingConfig, 51, { model: 47, weights: 7 }],
  'lm-eval-task': [trainingConfig, 23, { dataset: 11 }],
  mergekit: [trainingConfig, 1, { model: 3 }],
  'llamafactory-data': [llamaFactoryData, 1, { dataset: 89 }],
  'docker-compose': [compose, 2, { package: 4, model: 1 }],
  k8s: [kubernetes, 2, { package: 16, model: 1, dataset: 1 }],
  kserve: [kubernetes, 2, { model: 2 }],
  Modelfile: [modelfile, 2, { model: 2 }],
  MLproject: [mlproject, 1, { include: 1 }],
  MLmodel: [mlmodel, 89, { package: 85, model: 42, weights: 55 }],
  'azureml-model-spec': [azureml, 95, { license: 95, model: 47, dataset: 5 }],
  dvc: [dvc, 2, {}],
  'model-config': [hubConfig, 4, { model: 1, code: 9 }],
  generation_config: [hubConfig, 1, {}],
  tokenizer_config: [hubConfig, 5, { template: 4 }],
  croissant: [croissant, 37, { license: 28 }],
  // The other 16 are what the validator of Croissant prints.
  'croissant-invalid': [croissant, 13, { license: 12 }],
};

describe('readers of configurations on the corpus', () => {
  before(function () {
    if (existsSync(corpus)) return;
    console.warn(`Skipped: ${corpus} is not there`);
    this.skip();
  });

  for (const [kind, [reader, read, counts]] of Object.entries(expected)) {
    it(`read ${kind}`, () => {
      const readings = filesOf(kind)
        .filter(({ file, text }) => reader.read(text, file))
        .map(({ file, text }) => readingOf(reader, text, file));
      assert.equal(readings.length, read);
      const found: Record<string, number> = {};
      for (const { mentions } of readings)
        for (const mention of mentions) found[mention.kind] = (found[mention.kind] ?? 0) + 1;
      assert.deepEqual(found, counts);
      const problems = readings.flatMap((reading) => reading.problems.map(({ code }) => code));
      assert.deepEqual(problems, kind === 'croissant-invalid' ? ['croissant-type'] : []);
    });
  }

  it('do not take the files of others', () => {
    const yaml: readonly Reader[] = [trainingConfig, kubernetes, litellm, vllmConfig, azureml, compose];
    for (const [kind, [own]] of Object.entries(expected)) {
      if (kind === 'llamafactory-data') continue; // One of them is a compose file.
      for (const { file, text } of filesOf(kind).filter((entry) => /\.ya?ml$/.test(entry.file))) {
        const takers = yaml.filter((reader) => reader !== own && reader.read(text, file));
        assert.deepEqual(
          takers.map((reader) => `${reader.kind} ${file}`),
          [],
        );
      }
    }
  });
});

function filesOf(kind: string): readonly { readonly file: string; readonly text: string }[] {
  const rows = readFileSync(path.join(corpus, 'MANIFEST.tsv'), 'utf8').trim().split('\n');
  return rows
    .map((row) => row.split('\t'))
    .filter((columns) => columns[1] === kind)
    .map(([file = '']) => ({ file, text: readFileSync(path.join(corpus, file), 'utf8') }));
}
