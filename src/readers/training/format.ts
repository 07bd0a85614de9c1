import type { DatasetMention, Mention, ModelMention } from '../../domain/mention';
import { datasetNamed, modelNamed, revisionGiven } from '../hub-mention';
import { slotBelow } from '../yaml-places';
import type { YamlNode, YamlSource } from '../yaml-source';

/** A format of configurations for training, merging or evaluating, told from others by its keys. */
export interface TrainingFormat {
  /** Whether a file is of this format, by its keys at the top and its text. */
  fits(has: (...keys: readonly string[]) => boolean, text: string): boolean;
  read(yaml: YamlSource): readonly Mention[];
}

interface ModelKey extends Partial<Pick<ModelMention, 'relation' | 'derivation'>> {
  /** The key beside it that gives the revision. */
  readonly revision?: string;
}

/** The model that a key of a mapping names. */
export function modelAt(yaml: YamlSource, map: YamlNode, key: string, said: ModelKey = {}): readonly Mention[] {
  const { relation = 'uses', derivation, revision } = said;
  const name = yaml.scalar(yaml.valueOf(map, key));
  const given = revision === undefined ? {} : revisionAt(yaml, map, name, revision);
  return modelNamed(name, { relation, by: key, ...(derivation !== undefined && { derivation }), ...given });
}

/** The dataset that a key of a mapping names. `by` is how it is called where the key alone says too little. */
export function datasetAt(
  yaml: YamlSource,
  map: YamlNode,
  key: string,
  said: { readonly relation?: DatasetMention['relation']; readonly revision?: string; readonly by?: string } = {},
): readonly DatasetMention[] {
  const { relation = 'trained-on', by = key, revision } = said;
  const name = yaml.scalar(yaml.valueOf(map, key));
  return datasetNamed(name, {
    relation,
    by,
    ...(revision !== undefined && revisionAt(yaml, map, name, revision)),
  });
}

/** Where the key of the revision is there already, but empty, nothing can be put in below the name. */
function revisionAt(yaml: YamlSource, map: YamlNode, name: ReturnType<YamlSource['scalar']>, key: string) {
  const hasKey = yaml.entries(map).some((entry) => entry.key.text === key);
  const slot = name && !hasKey ? slotBelow(yaml.text, name, key) : undefined;
  return revisionGiven(yaml.scalar(yaml.valueOf(map, key)), slot);
}
