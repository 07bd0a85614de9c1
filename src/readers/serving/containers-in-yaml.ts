import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { imageNamed } from '../containers/image';
import { readCommand } from '../containers/command';
import { datasetNamed, modelNamed, partOf, revisionGiven } from '../hub-mention';
import type { YamlEntry, YamlNode, YamlSource } from '../yaml-source';
import { modelVariables, type Variable } from './model-arguments';
import { commandsIn } from './words';

const deepestMerge = 3;

/** The image that is run, and what its arguments and variables make it load. The keys are those of the format. */
export interface ContainerKeys {
  readonly command: readonly string[];
  readonly variables: string;
}

/**
 * What a mapping that describes a container says: its image, and the models that it is told to serve. Where the image does not
 * tell which program runs, `hint` may.
 */
export function containerIn(
  yaml: YamlSource,
  map: YamlNode,
  keys: ContainerKeys,
  { image, hint }: { readonly image?: Slice | undefined; readonly hint?: string | undefined } = {},
): readonly Mention[] {
  const named = image && imageNamed(image);
  const commands = keys.command.flatMap((key) => commandsIn(yaml, merged(yaml, map).get(key)?.value));
  const loads = commands.flatMap((words) => readCommand(words, { image: image?.text ?? hint }).mentions);
  const variables = variablesIn(yaml, merged(yaml, map).get(keys.variables)?.value);
  return [...(named ? [named] : []), ...loads, ...modelVariables(variables)];
}

/** Variables as a mapping, as a list of `NAME=value`, or as a list of `name` and `value`. */
export function variablesIn(yaml: YamlSource, node: YamlNode): readonly Variable[] {
  const mapped = [...merged(yaml, node).values()].flatMap(({ key, value }) => {
    const slice = yaml.scalar(value);
    return slice ? [{ name: key.text, value: slice }] : [];
  });
  const listed = yaml.items(node).flatMap((item) => {
    const written = yaml.scalar(item);
    const equals = written ? written.text.indexOf('=') : -1;
    const name = written?.text.slice(0, equals) ?? yaml.scalar(yaml.valueOf(item, 'name'))?.text;
    const value = written ? partOf(written, equals + 1) : yaml.scalar(yaml.valueOf(item, 'value'));
    return name === undefined || !value ? [] : [{ name, value }];
  });
  return [...mapped, ...listed];
}

/** The entries of a mapping by key, with those that `<<` brings in; the mapping's own come first. */
function merged(yaml: YamlSource, map: YamlNode, depth = 0): ReadonlyMap<string, YamlEntry> {
  const entries = new Map(yaml.entries(map).map((entry) => [entry.key.text, entry]));
  const others = yaml.items(entries.get('<<')?.value);
  if (depth < deepestMerge)
    for (const other of others)
      for (const [key, entry] of merged(yaml, other, depth + 1)) if (!entries.has(key)) entries.set(key, entry);
  return entries;
}

/**
 * A repository named by a URI such as `hf://owner/name:revision` or `hf://datasets/owner/name`; `takesRevision` says
 * whether one can be put in, which KServe knows.
 * https://kserve.github.io/website/docs/model-serving/storage/providers/hf
 */
export function hubUri(written: Slice, by: string, takesRevision: boolean): readonly Mention[] {
  const [, scheme = '', datasets = '', name = '', colon = '', revision = ''] =
    /^(hf:\/\/)(datasets\/)?([\w.-]+(?:\/[\w.-]+)?)(?:([:@])([\w./-]+))?$/.exec(written.text) ?? [];
  const from = scheme.length + datasets.length;
  const named = partOf(written, from, from + name.length);
  if (name === '' || !named) return [];
  const given = colon === '' ? undefined : partOf(written, written.text.length - revision.length);
  const said = { relation: 'uses', by, whole: written } as const;
  if (datasets !== '') return datasetNamed(named, { ...said, ...revisionGiven(given) });
  const slot = takesRevision ? { at: written.end, before: ':', after: '' } : undefined;
  return modelNamed(named, { ...said, ...revisionGiven(given, slot) });
}
