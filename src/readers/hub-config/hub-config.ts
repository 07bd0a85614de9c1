import type { Subject } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import { isOwnedName, modelNamed, revisionGiven } from '../hub-mention';
import { JsonSource } from '../json-source';
import type { Reader } from '../reader';
import { codeIn } from './code';
import { shardIndex, shards } from './shards';
import { slotInJson } from './slot-in-json';
import { templatesIn } from './templates';

/** Keys by which files of these names are told from other JSON. */
const ownKeys = [
  ...['model_type', 'architectures', 'auto_map', 'transformers_version', '_name_or_path', '_class_name'],
  ...['_diffusers_version', 'peft_type', 'base_model_name_or_path', '_from_model_config', 'eos_token_id'],
  ...['tokenizer_class', 'added_tokens_decoder', 'chat_template', 'processor_class', 'image_processor_type'],
  ...['feature_extractor_type', 'weight_map', 'quantization_config', '__version__'],
];
/** Keys that only the configuration of a whole model or adapter has. */
const describingKeys = ['model_type', 'architectures', 'peft_type', '_class_name', '_name_or_path'];

/** Configurations in repositories of the Hub and in folders that `save_pretrained` writes. */
export const hubConfig: Reader = {
  kind: 'hub-config',
  title: 'Configurations of models (config.json, adapter_config.json, model_index.json and their like)',
  files: [
    '**/{config,adapter_config,generation_config,tokenizer_config,preprocessor_config,processor_config}.json',
    '**/{model_index,modules,config_sentence_transformers,video_preprocessor_config,chat_template}.json',
    '**/*.{safetensors,bin}.index.json',
    '**/*.{safetensors,bin}.index.*.json',
  ],
  gives: ['model', 'weights', 'template', 'code'],
  byContent: 'It has a key that libraries of the Hub write, such as `model_type` or `weight_map`.',
  read(text) {
    const quick = text.slice(0, 100_000);
    const isModules = /"type"\s*:\s*"sentence_transformers\./.test(quick);
    if (!isModules && !ownKeys.some((key) => text.includes(`"${key}"`))) return undefined;
    const json = new JsonSource(text);
    const isOurs = isModules || ownKeys.some((key) => json.top(key) !== undefined);
    if (!isOurs && json.problems.length === 0) return undefined;
    const mentions = [...loadedFrom(json), ...adapted(json), ...codeIn(json), ...shards(json), ...templatesIn(json)];
    const subject = modelOf(json);
    const index = shardIndex(json);
    return {
      mentions,
      problems: [...json.problems, ...json.duplicates()],
      ...(subject && { subject }),
      ...(index && { shards: index }),
    };
  },
};

/** The model whose folder this is, where the file says what kind of model it is. */
function modelOf(json: JsonSource): Subject | undefined {
  const described = describingKeys.map((key) => json.spanOf(json.top(key))).find((span) => span !== undefined);
  return described && { kind: 'model', described };
}

/** Keys under which the configuration of a model has those of the models that it is put together from. */
const partKeys = [
  ...[
    'text_config',
    'vision_config',
    'audio_config',
    'speech_config',
    'language_config',
    'llm_config',
    'backbone_config',
  ],
  ...['encoder', 'decoder', 'question_encoder', 'generator', 'text_encoder', 'audio_encoder', 'qformer_config'],
];
/** Keys by which LLaVA and its like name the encoder of images that they load. */
const towerKeys = ['mm_vision_tower', 'vision_tower', 'mm_audio_tower'];

/**
 * `_name_or_path` says what was loaded before this was saved, in a part of the model as in the whole.
 * https://huggingface.co/docs/transformers/main_classes/configuration
 */
function loadedFrom(json: JsonSource): readonly Mention[] {
  const parts = [json.root, ...partKeys.map((key) => json.top(key))];
  const origins = parts.flatMap((part) => json.string(json.valueOf(part, '_name_or_path')) ?? []);
  const towers = towerKeys.flatMap((key) => {
    const name = json.string(json.top(key));
    return name && isOwnedName(name.text) ? modelNamed(name, { relation: 'uses', by: key }) : [];
  });
  const derived = origins
    .filter(({ text }) => isOwnedName(text))
    .flatMap((name) => modelNamed(name, { relation: 'derived-from', by: '_name_or_path' }));
  return [...derived, ...towers];
}

/** What an adapter is put on: https://huggingface.co/docs/peft/package_reference/config */
function adapted(json: JsonSource): readonly Mention[] {
  const name = json.string(json.top('base_model_name_or_path'));
  const given = json.top('revision');
  const slot = name && !given ? slotInJson(json.text, name, 'revision') : undefined;
  return modelNamed(name, {
    relation: 'derived-from',
    by: 'base_model_name_or_path',
    derivation: 'adapter',
    ...revisionGiven(json.string(given), slot),
  });
}
