import assert from 'node:assert/strict';
import { trainingConfig } from '../../src/readers/training/training-config';
import { pinned, readingOf, said } from './said';

describe('reader training-config', () => {
  it('reads axolotl', () => {
    const text = `base_model: NousResearch/Llama-3.2-1B # small
revision_of_model: 2ee94b0
adapter: qlora
lora_model_dir:
datasets:
  - path: teknium/GPT4-LLM-Cleaned
    type: alpaca
  - path: data/own.jsonl
    ds_type: json
  - path: json
test_datasets: [{ path: acme/held-out }]
pretraining_dataset: allenai/c4
reward_model: true
`;
    assert.deepEqual(said(trainingConfig, text), [
      'model uses NousResearch/Llama-3.2-1B@2ee94b0 by base_model (adapter)',
      'dataset trained-on teknium/GPT4-LLM-Cleaned by datasets',
      'dataset trained-on allenai/c4 by pretraining_dataset',
      'dataset evaluated-on acme/held-out by test_datasets',
    ]);
  });

  it('reads LLaMA-Factory, where plain names of datasets and folders are not of the Hub', () => {
    const text = `model_name_or_path: Qwen/Qwen3-4B
adapter_name_or_path: saves/qwen3/lora/sft, acme/adapter
stage: sft
do_train: true
finetuning_type: lora
dataset: identity, REMOTE:llamafactory/alpaca_en
eval_dataset: alpaca_en_demo
`;
    assert.deepEqual(said(trainingConfig, text), [
      'model uses Qwen/Qwen3-4B by model_name_or_path (adapter)',
      'weights saves/qwen3/lora/sft by adapter_name_or_path',
      'model uses acme/adapter by adapter_name_or_path',
      'dataset trained-on llamafactory/alpaca_en by dataset',
    ]);
    assert.deepEqual(said(trainingConfig, 'model: Qwen/Qwen3-4B\ntrain_dataset: data/v1.yaml\n'), [
      'model uses Qwen/Qwen3-4B by model',
    ]);
  });

  it('reads TRL and the alignment handbook', () => {
    const text = `model_name_or_path: "mistralai/Mistral-7B-v0.1"
model_revision: main
use_peft: true
dataset_name: trl-lib/tldr
dataset_mixer:
  HuggingFaceH4/ultrachat_200k: 1.0
dataset_mixture: { datasets: [{ id: acme/extra }] }
`;
    assert.deepEqual(said(trainingConfig, text), [
      'model uses mistralai/Mistral-7B-v0.1@main by model_name_or_path (adapter)',
      'dataset trained-on trl-lib/tldr by dataset_name',
      'dataset trained-on HuggingFaceH4/ultrachat_200k by dataset_mixer',
      'dataset trained-on acme/extra by dataset_mixture',
    ]);
  });

  it('reads mergekit, with revisions and adapters in the name', () => {
    const text = `merge_method: ties
base_model: meta-llama/Llama-3.1-8B@0e9e39f
models:
  - model: acme/one+acme/lora
  - model: ./models/two
  - model: { model: { path: acme/three, revision: v1 } }
slices:
  - sources: [{ model: acme/four, layer_range: [0, 8] }]
tokenizer: { source: acme/words }
`;
    assert.deepEqual(said(trainingConfig, text), [
      'model derived-from meta-llama/Llama-3.1-8B@0e9e39f by base_model (merge)',
      'model derived-from acme/one by model (merge)',
      'model derived-from acme/lora by model (merge)',
      'model derived-from ./models/two by model (merge)',
      'model derived-from acme/three@v1 by model (merge)',
      'model derived-from acme/four by model (merge)',
      'model uses acme/words by tokenizer_source',
    ]);
  });

  it('reads tasks and runs of lm-eval, and datasets of torchtune', () => {
    const task =
      'task: gsm8k\ndataset_path: openai/gsm8k\ndataset_kwargs: { revision: e53f }\nprocess: !function a.b\n';
    assert.deepEqual(said(trainingConfig, task), ['dataset evaluated-on openai/gsm8k@e53f by dataset_path']);
    const run = 'model: hf\nmodel_args: pretrained=EleutherAI/pythia-160m,dtype=float\ntasks: [gsm8k]\n';
    assert.deepEqual(said(trainingConfig, run), ['model uses EleutherAI/pythia-160m by model_args']);
    assert.match(pinned(trainingConfig, run, 'c0ffee'), /pretrained=EleutherAI\/pythia-160m,revision=c0ffee,dtype/);
    const tune = 'dataset:\n  _component_: torchtune.datasets.instruct_dataset\n  source: tatsu-lab/alpaca\n';
    assert.deepEqual(said(trainingConfig, tune), ['dataset trained-on tatsu-lab/alpaca by dataset']);
  });

  it('knows where a revision can be put in', () => {
    const text = `base_model: 'a/b' # why
datasets:
  - path: c/d
    type: alpaca
  - { path: e/f }
`;
    assert.equal(
      pinned(trainingConfig, text, 'c0ffee'),
      `base_model: 'a/b' # why
revision_of_model: "c0ffee"
datasets:
  - path: c/d
    revision: "c0ffee"
    type: alpaca
  - { path: e/f }
`,
    );
    const windows = 'stage: sft\r\nmodel_name_or_path: a/b';
    assert.equal(pinned(trainingConfig, windows, 'c0'), `${windows}\r\nmodel_revision: "c0"`);
    const empty = 'stage: sft\nmodel_name_or_path: a/b\nmodel_revision:\n';
    assert.equal(pinned(trainingConfig, empty, 'c0'), empty);
    const anchored = 'stage: sft\nmodel_name_or_path: &m a/b\nref_model: *m\n';
    assert.equal(pinned(trainingConfig, anchored, 'c0'), anchored);
  });

  it('does not take other YAML for its own', () => {
    const others = [
      'name: ci\non: push\njobs: {}\n',
      'model: gpt-4o\ntemperature: 0\n',
      'distributed_type: FSDP\nfsdp_config: {}\n',
      'services:\n  base_model: x\n',
      'version: 3\nincludes: {}\ntasks: {}\n',
      '',
    ];
    for (const text of others) assert.equal(trainingConfig.read(text, 'config.yaml'), undefined, text);
  });

  it('leaves out names that something else fills in', () => {
    const text =
      'base_model: ${MODEL}\nadapter: lora\ndatasets: [{ path: "{{ data }}" }, { path: a/b, revision: ${R} }]\n';
    assert.deepEqual(said(trainingConfig, text), ['dataset trained-on a/b@? by datasets']);
  });

  it('says what is wrong and reads the rest', () => {
    const text = 'base_model: a/b\nbase_model: c/d\nadapter: "lora\n';
    const { problems } = readingOf(trainingConfig, text);
    assert.deepEqual(said(trainingConfig, text), ['model uses c/d by base_model (adapter)']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['yaml-syntax', 'yaml-duplicate-key'],
    );
  });
});
