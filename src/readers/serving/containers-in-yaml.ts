import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { imageNamed } from '../containers/image';
import { hubDownload } from '../containers/hub-download';
import { pipInstall } from '../containers/pip-install';
import { datasetNamed, modelNamed, partOf, revisionGiven } from '../hub-mention';
import type { YamlNode, YamlSource } from '../yaml-source';
import { modelArguments, modelVariable } from './model-arguments';
import { commandsIn } from './words';

/** The image that is run, and what its arguments and variables make it load. The keys are those of the format. */
export interface ContainerKeys {
  readonly command: readonly string[];
  readonly variables: string;
}

/** What a mapping that describes a container says: its image, and the models that it is told to serve. */
export function containerIn(yaml: YamlSource, map: YamlNode, keys: ContainerKeys, image?: Slice): readonly Mention[] {
  const named = image && imageNamed(image);
  const commands = keys.command.flatMap((key) => commandsIn(yaml, yaml.valueOf(map, key)));
  const loads = commands.flatMap((words) => [
    ...modelArguments(words, { image: image?.text }),
    ...hubDownload(words, false),
    ...(pipInstall(words)?.mentions ?? []),
  ]);
  return [...(named ? [named] : []), ...loads, ...variablesIn(yaml, yaml.valueOf(map, keys.variables))];
}

/** Variables as a mapping, as a list of `NAME=value`, or as a list of `name` and `value`. */
function variablesIn(yaml: YamlSource, node: YamlNode): readonly Mention[] {
  const mapped = yaml.entries(node).flatMap(({ key, value }) => {
    const slice = yaml.scalar(value);
    return slice ? modelVariable(key.text, slice) : [];
  });
  const listed = yaml.items(node).flatMap((item) => {
    const written = yaml.scalar(item);
    const equals = written ? written.text.indexOf('=') : -1;
    const name = written?.text.slice(0, equals) ?? yaml.scalar(yaml.valueOf(item, 'name'))?.text;
    const value = written ? partOf(written, equals + 1) : yaml.scalar(yaml.valueOf(item, 'value'));
    return name === undefined || !value ? [] : modelVariable(name, value);
  });
  return [...mapped, ...listed];
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
