import type { DatasetMention, LicenseMention, Mention, ModelMention } from '../../domain/mention';
import type { Slice, Span } from '../../text/place';
import { spdxOf, spdxOfName } from '../../facts/license-ids';
import { revisionGiven } from '../hub-mention';
import { isHubName } from '../hub-name';
import type { YamlSource } from '../yaml-source';
import type { CardKind } from './kind';

/** A name that a card gives, and the place of the whole entry. */
interface Named {
  readonly name: Slice;
  readonly whole: Span;
}

/** What the front matter of a card says: licenses, and the models and datasets that it builds on. In the order of the keys below. */
export function mentionsIn(yaml: YamlSource, kind: CardKind): readonly Mention[] {
  const usedDatasets = kind === 'model' ? 'trained-on' : 'uses';
  return [
    ...licenses(yaml),
    ...baseModels(yaml),
    ...(kind === 'space' ? names(yaml, 'models').map((named) => model('models', named, 'uses')) : []),
    ...names(yaml, 'datasets').map((named) => dataset('datasets', named, usedDatasets)),
    ...(kind === 'dataset' ? sources(yaml) : []),
    ...evaluations(yaml),
  ];
}

/** `license`, and with `license: other` what `license_name` says. */
function licenses(yaml: YamlSource): readonly LicenseMention[] {
  const ids = yaml.items(yaml.top('license')).flatMap((item) => yaml.scalar(item) ?? []);
  const own = yaml.scalar(yaml.top('license_name'));
  return ids.map((id) => {
    const isNamed = own !== undefined && id.text.toLowerCase() === 'other';
    const spdx = isNamed ? spdxOfName(own.text) : spdxOf(id.text);
    return { kind: 'license', id: isNamed ? own : id, ...(spdx !== undefined && { spdx }) };
  });
}

/** `base_model`, and the tags `base_model:adapter:NAME` of models that only tags name. */
function baseModels(yaml: YamlSource): readonly ModelMention[] {
  const relation = yaml.scalar(yaml.top('base_model_relation'))?.text;
  const declared = names(yaml, 'base_model').map((named) => model('base_model', named, 'derived-from', relation));
  const tagged = yaml.items(yaml.top('tags')).flatMap((item) => {
    const tag = yaml.scalar(item);
    const [prefix, , derivation] = /^base_model:((\w+):)?/.exec(tag?.text ?? '') ?? [];
    const name = tag && prefix !== undefined ? behind(tag, prefix.length) : undefined;
    return name && isHubName(name.text) ? model('tags', { name, whole: name }, 'derived-from', derivation) : [];
  });
  return [...declared, ...tagged.filter(({ name }) => !declared.some((other) => other.name.text === name.text))];
}

/** Where a dataset comes from: `original` and `extended` are words of the card, `extended|NAME` names another dataset. */
function sources(yaml: YamlSource): readonly DatasetMention[] {
  return yaml.items(yaml.top('source_datasets')).flatMap((item) => {
    const source = yaml.scalar(item);
    const name = source?.text.startsWith('extended|') ? behind(source, 'extended|'.length) : source;
    const isWord = name === undefined || /^(?:original|extended|found|other(?:$|-))/.test(name.text);
    return isWord || !isHubName(name.text) ? [] : dataset('source_datasets', { name, whole: name }, 'uses');
  });
}

/** The datasets that the results of a `model-index` were measured with, each once. */
function evaluations(yaml: YamlSource): readonly DatasetMention[] {
  const found = new Map<string, DatasetMention>();
  for (const index of yaml.items(yaml.top('model-index'))) {
    for (const result of yaml.items(yaml.valueOf(index, 'results'))) {
      const measured = yaml.valueOf(result, 'dataset');
      const name = yaml.scalar(yaml.valueOf(measured, 'type'));
      if (!name || !isHubName(name.text) || found.has(name.text)) continue;
      const revision = revisionGiven(yaml.scalar(yaml.valueOf(measured, 'revision')));
      found.set(name.text, { ...dataset('model-index', { name, whole: name }, 'evaluated-on'), ...revision });
    }
  }
  return [...found.values()];
}

/** The names under a key: one, a list of them, or mappings that hold a `name`. */
function names(yaml: YamlSource, key: string): readonly Named[] {
  return yaml.items(yaml.top(key)).flatMap((item) => {
    const name = yaml.scalar(item) ?? yaml.scalar(yaml.valueOf(item, 'name'));
    return name && isHubName(name.text) ? { name, whole: yaml.spanOf(item) ?? name } : [];
  });
}

function behind({ text, start, end }: Slice, length: number): Slice | undefined {
  const isPlain = end - start === text.length;
  return isPlain ? { text: text.slice(length), start: start + length, end } : undefined;
}

function model(by: string, named: Named, relation: ModelMention['relation'], derivation?: string): ModelMention {
  return {
    kind: 'model',
    relation,
    revisionState: 'absent',
    by,
    ...named,
    ...(derivation !== undefined && { derivation }),
  };
}

function dataset(by: string, named: Named, relation: DatasetMention['relation']): DatasetMention {
  return { kind: 'dataset', relation, revisionState: 'absent', by, ...named };
}
