import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { isOwnedName, modelNamed, partOf, revisionGiven } from '../hub-mention';
import type { YamlNode, YamlSource } from '../yaml-source';
import type { TrainingFormat } from './format';

/** mergekit: https://github.com/arcee-ai/mergekit/blob/main/README.md#merge-configuration */
export const mergekit: TrainingFormat = {
  fits: (has) => has('merge_method') || (has('experts') && has('base_model', 'gate_mode')),
  read(yaml) {
    const sources = yaml.items(yaml.top('slices')).flatMap((part) => yaml.items(yaml.valueOf(part, 'sources')));
    const modelsOf = (items: readonly YamlNode[], key: string): readonly Mention[] =>
      items.flatMap((item) => modelOf(yaml, yaml.valueOf(item, key), key));
    return [
      ...modelsOf([yaml.root], 'base_model'),
      ...modelsOf(yaml.items(yaml.top('models')), 'model'),
      ...modelsOf(sources, 'model'),
      ...modelsOf(yaml.items(yaml.top('experts')), 'source_model'),
      ...tokenizer(yaml.scalar(yaml.top('tokenizer_source') ?? yaml.valueOf(yaml.top('tokenizer'), 'source'))),
    ];
  },
};

/** Of words such as `base` and `union`, none is a name with an owner. */
function tokenizer(source: Slice | undefined): readonly Mention[] {
  return source && isOwnedName(source.text) ? modelNamed(source, { relation: 'uses', by: 'tokenizer_source' }) : [];
}

/** A model as a text, or as a mapping of its own. */
function modelOf(yaml: YamlSource, node: YamlNode, by: string): readonly Mention[] {
  const written = yaml.scalar(node);
  if (written) return parts(written).flatMap((part) => named(part, by));
  const model = yaml.valueOf(node, 'model');
  if (!model) return [];
  const name = yaml.scalar(model) ?? yaml.scalar(yaml.valueOf(model, 'path'));
  const revision = yaml.scalar(yaml.valueOf(model, 'revision'));
  return name
    ? modelNamed(name, { relation: 'derived-from', by, derivation: 'merge', ...revisionGiven(revision) })
    : [];
}

/** `base+lora`: an adapter is applied to the model first. */
function parts(written: Slice): readonly Slice[] {
  const plus = written.text.indexOf('+');
  if (plus < 0) return [written];
  return [partOf(written, 0, plus), partOf(written, plus + 1)].flatMap((part) => part ?? []);
}

/** `name@revision` */
function named(written: Slice, by: string): readonly Mention[] {
  const at = written.text.indexOf('@');
  const name = at < 0 ? written : partOf(written, 0, at);
  const revision = at < 0 ? undefined : partOf(written, at + 1);
  const given = revisionGiven(revision, { at: written.end, before: '@', after: '' });
  return modelNamed(name, { relation: 'derived-from', by, derivation: 'merge', whole: written, ...given });
}
