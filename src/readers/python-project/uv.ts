import type { Reading } from '../../domain/document';
import type { Mention, PackageMention } from '../../domain/mention';
import { normalizedName } from '../../packaging/name';
import { joinedReadings } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';
import { indexes, indexUrls, isSet } from './indexes';
import { gitRevision } from './package-table';
import { requirementList } from './requirement-list';

/** The table `tool.uv`, or the same settings in a file of their own: https://docs.astral.sh/uv/reference/settings/ */
export function uv(toml: TomlSource, table: TomlNode = toml.top('tool', 'uv')): Reading {
  const strategy = toml.string(toml.valueOf(table, 'index-strategy'))?.text ?? 'first-index';
  const exclusive = !strategy.startsWith('unsafe-');
  const constraints = ['constraint-dependencies', 'override-dependencies', 'build-constraint-dependencies'];
  return joinedReadings([
    requirementList(toml, toml.valueOf(table, 'dev-dependencies'), { group: 'dev' }),
    ...constraints.map((key) => requirementList(toml, toml.valueOf(table, key), { role: 'constraint' })),
    indexes(toml, toml.valueOf(table, 'index'), (index) => ({
      role: isSet(toml, index, 'default') ? 'primary' : 'extra',
      explicit: isSet(toml, index, 'explicit'),
      exclusive,
    })),
    ...[table, toml.valueOf(table, 'pip')].flatMap((one) => [
      indexUrls(toml, toml.valueOf(one, 'index-url'), 'primary'),
      indexUrls(toml, toml.valueOf(one, 'extra-index-url'), 'extra', exclusive),
      indexUrls(toml, toml.valueOf(one, 'find-links'), 'find-links'),
    ]),
  ]);
}

/** Adds to requirements where `tool.uv.sources` lets them come from: a repository, a path, the workspace or one index. */
export function withUvSources(toml: TomlSource, mentions: readonly Mention[]): readonly Mention[] {
  const sources = toml.entries(toml.top('tool', 'uv', 'sources'));
  if (sources.length === 0) return mentions;
  const origins = new Map(sources.map(({ key, value }) => [normalizedName(key.text), originOf(toml, value)]));
  return mentions.map((mention) => {
    if (mention.kind !== 'package' || mention.ecosystem !== 'pypi' || mention.url) return mention;
    return { ...mention, ...origins.get(normalizedName(mention.name.text)) };
  });
}

/** Of several sources, which hold under different markers, the first is told. */
function originOf(toml: TomlSource, value: TomlNode): Partial<PackageMention> {
  const [source] = toml.items(value);
  const url = ['git', 'url', 'path'].flatMap((key) => toml.string(toml.valueOf(source, key)) ?? [])[0];
  const index = toml.string(toml.valueOf(source, 'index'));
  const editable = isSet(toml, source, 'editable') || isSet(toml, source, 'workspace');
  const git = gitRevision(toml, source);
  return { ...(url && { url }), ...(git && { git }), ...(index && { index }), ...(editable && { editable }) };
}
