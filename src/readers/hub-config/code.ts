import type { CodeMention, Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { isOwnedName, modelNamed, partOf } from '../hub-mention';
import type { JsonNode, JsonSource } from '../json-source';

const mostClasses = 100;

/** A class that is written as `module.Class`, of another repository as `owner/name--module.Class`. */
const ofModule = /^(?:([^\s]+)--)?[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)+$/;

/**
 * Code that libraries take from the folder of a model, or from another repository, where they are told to trust it.
 * https://huggingface.co/docs/transformers/custom_models, https://huggingface.co/docs/diffusers/using-diffusers/custom_pipeline_overview
 */
export function codeIn(json: JsonSource): readonly Mention[] {
  const code = [...mapped(json), ...pipelines(json), ...ownPipeline(json)].slice(0, mostClasses);
  return [...repositories(code), ...code];
}

function mapped(json: JsonSource): readonly CodeMention[] {
  return json
    .entries(json.top('auto_map'))
    .flatMap(({ key, value }) => json.items(value).flatMap((item) => classAt(json, item, `auto_map.${key.text}`)));
}

function pipelines(json: JsonSource): readonly CodeMention[] {
  return json
    .entries(json.top('custom_pipelines'))
    .flatMap(({ key, value }) => classAt(json, json.valueOf(value, 'impl'), `custom_pipelines.${key.text}`));
}

/** Diffusers name a class of their own alone, and one of the repository as a pair of module and class. */
function ownPipeline(json: JsonSource): readonly CodeMention[] {
  const pair = json.top('_class_name');
  const module = pair?.type === 'array' ? json.string(json.items(pair)[0]) : undefined;
  return module && /^[A-Za-z_]\w*$/.test(module.text) ? [{ kind: 'code', name: module, by: '_class_name' }] : [];
}

function classAt(json: JsonSource, node: JsonNode, by: string): readonly CodeMention[] {
  const name = json.string(node);
  return name && ofModule.test(name.text) ? [{ kind: 'code', name, by }] : [];
}

/** The other repositories that code is taken from, each once. */
function repositories(code: readonly CodeMention[]): readonly Mention[] {
  const found = new Map<string, Slice>();
  for (const { name } of code) {
    const owner = partOf(name, 0, Math.max(0, name.text.indexOf('--')));
    if (owner && isOwnedName(owner.text) && !found.has(owner.text)) found.set(owner.text, owner);
  }
  return [...found.values()].flatMap((owner) => modelNamed(owner, { relation: 'uses', by: 'auto_map' }));
}
