import assert from 'node:assert/strict';
import { evalResults } from '../../src/readers/hub-config/eval-results';
import { hubConfig } from '../../src/readers/hub-config/hub-config';
import { pinned, readingOf, said } from './said';

describe('reader hub-config', () => {
  it('describes the model of its folder where it says what kind of model that is', () => {
    const text = '{"model_type": "llama", "_name_or_path": "acme/chat-7b"}';
    const { subject } = hubConfig.read(text, '/m/config.json')!;
    assert.deepEqual(subject, { kind: 'model', described: { start: 15, end: 22 } });
    assert.equal(
      hubConfig.read('{"tokenizer_class": "LlamaTokenizer"}', '/m/tokenizer_config.json')!.subject,
      undefined,
    );
  });

  it('reads where a model comes from, and whose code it runs', () => {
    const text = `{
  "_name_or_path": "acme/base", "model_type": "chat", "transformers_version": "4.40.0",
  "auto_map": {
    "AutoConfig": "configuration_chat.ChatConfig",
    "AutoModel": "acme/code--modeling_chat.ChatModel",
    "AutoTokenizer": ["acme/code--tokenizer.Slow", null]
  }
}`;
    assert.deepEqual(said(hubConfig, text), [
      'model derived-from acme/base by _name_or_path',
      'model uses acme/code by auto_map',
      'code configuration_chat.ChatConfig by auto_map.AutoConfig',
      'code acme/code--modeling_chat.ChatModel by auto_map.AutoModel',
      'code acme/code--tokenizer.Slow by auto_map.AutoTokenizer',
    ]);
    assert.deepEqual(said(hubConfig, '{"model_type": "x", "_name_or_path": "/mnt/checkpoints/3"}'), []);
  });

  it('reads which code pipelines take from the folder of a model', () => {
    const text = '{ "model_type": "x", "custom_pipelines": { "pairs": { "impl": "pairs.PairPipeline", "pt": [] } } }';
    assert.deepEqual(said(hubConfig, text), ['code pairs.PairPipeline by custom_pipelines.pairs']);
    const index = '{ "_class_name": ["my_pipeline", "MyPipeline"], "_diffusers_version": "0.30.0" }';
    assert.deepEqual(said(hubConfig, index), ['code my_pipeline by _class_name']);
    assert.deepEqual(said(hubConfig, index.replace(/\[.*\]/, '"FluxPipeline"')), []);
  });

  it('reads what a model of several parts is put together from', () => {
    const text = `{ "model_type": "llava", "text_config": { "_name_or_path": "acme/chat" },
      "vision_config": { "model_type": "clip", "_name_or_path": "" }, "mm_vision_tower": "acme/clip" }`;
    assert.deepEqual(said(hubConfig, text), [
      'model derived-from acme/chat by _name_or_path',
      'model uses acme/clip by mm_vision_tower',
    ]);
  });

  it('reads what an adapter is put on', () => {
    const text = '{\n  "peft_type": "LORA",\n  "base_model_name_or_path": "a/b",\n  "revision": "c0ffee"\n}';
    assert.deepEqual(said(hubConfig, text), ['model derived-from a/b@c0ffee by base_model_name_or_path (adapter)']);
    const open = '{\n  "peft_type": "LORA",\n  "base_model_name_or_path": "a/b"\n}';
    assert.equal(pinned(hubConfig, open, 'c0ffee'), text);
    const empty = text.replace('"c0ffee"', 'null');
    assert.equal(pinned(hubConfig, empty, 'c0ffee'), empty);
  });

  it('names each weight file of a sharded model once', () => {
    const text = `{ "metadata": { "total_size": 3 }, "weight_map": {
      "a": "model-00001-of-00002.safetensors", "b": "model-00001-of-00002.safetensors",
      "c": "model-00002-of-00002.safetensors" } }`;
    assert.deepEqual(said(hubConfig, text), [
      'weights model-00001-of-00002.safetensors by weight_map',
      'weights model-00002-of-00002.safetensors by weight_map',
    ]);
  });

  it('takes configurations without names for its own, and other JSON not', () => {
    const own = [
      '{"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"]}',
      '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]',
      '{"_from_model_config": true, "eos_token_id": 1}',
    ];
    for (const text of own) assert.deepEqual(hubConfig.read(text, 'config.json')?.mentions, [], text);
    const others = ['{"port": 80}', '[]', '', '{"text": "model_type"}', '{"nested": {"model_type": "x"}}'];
    for (const text of others) assert.equal(hubConfig.read(text, 'config.json'), undefined, text);
  });

  it('says where the JSON breaks off', () => {
    const text = '{"model_type": "x", "_name_or_path": "a/b", "auto_map": {';
    assert.deepEqual(said(hubConfig, text), ['model derived-from a/b by _name_or_path']);
    assert.equal(readingOf(hubConfig, text).problems[0]?.code, 'json-syntax');
  });
});

describe('reader eval-results', () => {
  it('reads the datasets that a model was measured with', () => {
    const text =
      '- dataset:\n    id: cais/hle\n    task_id: default\n  value: 20.9\n- dataset: { id: openai/gsm8k, revision: e53f }\n';
    assert.deepEqual(said(evalResults, text), [
      'dataset evaluated-on cais/hle by .eval_results',
      'dataset evaluated-on openai/gsm8k@e53f by .eval_results',
    ]);
    assert.match(pinned(evalResults, text, 'c0ffee'), /id: cais\/hle\n {4}revision: "c0ffee"\n {4}task_id/);
    assert.deepEqual(said(evalResults, ''), []);
  });
});
