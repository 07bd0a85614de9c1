import type { DatasetMention, Mention, ModelMention, Slot } from '../domain/mention';
import type { Slice } from '../text/place';
import { isHubName } from './hub-name';

type Revision<M extends ModelMention | DatasetMention> = Partial<
  Pick<M, 'revision' | 'revisionState' | 'revisionSlot'>
>;

/** What a file says about a model beside its name. */
export type SaidOfModel = Pick<ModelMention, 'relation' | 'by'> &
  Partial<Pick<ModelMention, 'derivation' | 'whole'>> &
  Revision<ModelMention>;

/** What a file says about a dataset beside its name. */
export type SaidOfDataset = Pick<DatasetMention, 'relation' | 'by'> &
  Partial<Pick<DatasetMention, 'whole'>> &
  Revision<DatasetMention>;

/** Words that stand in place of a name, and the formats that `datasets` loads by their name. */
const words = /^(?:true|false|null|none|yes|no|on|off|auto|default|json|csv|parquet|text|arrow|[\d.]+)$/i;
const files =
  /\.(?:jsonl?|ya?ml|csv|tsv|txt|parquet|arrow|zst|gz|zip|tar|ptl?|pth|bin|ckpt|safetensors|gguf|onnx|h5|keras|pkl|py|md)$/i;
const folders =
  /^(?:outputs?|saves?|saved|models?|checkpoints?|ckpts?|weights|data|datasets?|runs|results|artifacts|cache|mnt|tmp)\//i;

/**
 * The model that a file names: none where the name can be neither one on the Hub nor a path, as with templates. A path
 * that looks like no other name becomes the path of weights, since only the workspace can tell what stands there.
 */
export function modelNamed(name: Slice | undefined, said: SaidOfModel): readonly Mention[] {
  if (!name || words.test(name.text)) return [];
  if (isOnHub(name.text) && !files.test(name.text))
    return [{ kind: 'model', revisionState: 'absent', whole: name, ...said, name }];
  if (isExplicitPath(name.text)) return [folderNamed(name, said)];
  const isLocal = /^\w[\w.-]*(?:\/[\w.-]*\w)+\/?$/.test(name.text) || (isHubName(name.text) && files.test(name.text));
  return isLocal ? [{ kind: 'weights', path: name, by: said.by }] : [];
}

/** The model that is kept in another registry. */
export function modelAddressed(
  { registry, name, revision }: Pick<ModelMention, 'registry' | 'name' | 'revision'>,
  { relation, by, whole = name }: SaidOfModel,
): ModelMention {
  const said = { kind: 'model', relation, ...(registry && { registry }), name, by, whole } as const;
  return revision ? { ...said, revision, revisionState: 'literal' } : { ...said, revisionState: 'absent' };
}

/** A folder has no revision to be put in. */
function folderNamed(name: Slice, { relation, by, derivation, whole = name }: SaidOfModel): ModelMention {
  const mention = { kind: 'model', relation, name, revisionState: 'absent', by, whole } as const;
  return derivation === undefined ? mention : { ...mention, derivation };
}

/** The dataset that a file names, on the Hub or as a folder; none where it names a data file or a format. */
export function datasetNamed(name: Slice | undefined, said: SaidOfDataset): readonly DatasetMention[] {
  if (!name || words.test(name.text) || files.test(name.text)) return [];
  if (!isExplicitPath(name.text) && !isOnHub(name.text)) return [];
  return [{ kind: 'dataset', revisionState: 'absent', whole: name, ...said, name }];
}

/** What is said about a revision: given as text, given by something else, or not given. */
export function revisionGiven(revision: Slice | undefined, slot?: Slot): Revision<ModelMention> {
  if (!revision || /^(?:null|none|~)?$/i.test(revision.text)) return slot ? { revisionSlot: slot } : {};
  return /[${}<>]/.test(revision.text) ? { revisionState: 'unknown' } : { revisionState: 'literal', revision };
}

/** Whether a name has the form `owner/name` and looks like no folder of a project. */
export function isOwnedName(name: string): boolean {
  return name.includes('/') && isOnHub(name) && !files.test(name);
}

/** A part of a slice that is written without escapes; undefined where it is not. */
export function partOf({ text, start, end }: Slice, from: number, to = text.length): Slice | undefined {
  return end - start === text.length ? { text: text.slice(from, to), start: start + from, end: start + to } : undefined;
}

function isOnHub(name: string): boolean {
  return isHubName(name) && !folders.test(name);
}

function isExplicitPath(name: string): boolean {
  return /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])[^\n{}$<>]*$/.test(name);
}
