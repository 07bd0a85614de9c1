import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import type { TomlNode, TomlSource } from '../toml-source';
import { eachOnce } from './locked-package';
import { hashesOf, tomlLockReader } from './toml-lock';

/** What Poetry chose. */
export const poetryLock = tomlLockReader(
  {
    kind: 'poetry-lock',
    title: 'Versions that Poetry chose (poetry.lock)',
    files: ['**/poetry.lock'],
    specification: 'https://python-poetry.org/docs/basic-usage/#installing-dependencies',
  },
  { list: 'package', details },
);

function details(toml: TomlSource, entry: TomlNode): Partial<PackageMention> {
  const source = toml.valueOf(entry, 'source');
  const url = toml.string(toml.valueOf(source, 'url'));
  const isIndex = toml.string(toml.valueOf(source, 'type'))?.text === 'legacy';
  const commit = toml.string(toml.valueOf(source, 'resolved_reference'));
  const group = groupOf(toml, entry);
  const required = toml.entries(toml.valueOf(entry, 'dependencies')).map(({ key }) => ({ name: key }));
  return {
    hashes: [...hashesOf(toml, toml.valueOf(entry, 'files')), ...olderHashes(toml, entry)],
    editable: toml.scalar(toml.valueOf(entry, 'develop'))?.text === 'true',
    requires: eachOnce(required),
    ...(url && (isIndex ? { index: url } : { url })),
    ...(commit && { git: { revision: commit, by: 'rev' } }),
    ...(group !== undefined && { group }),
  };
}

/** The group of packages that only others than `main` need; older locks say `category`. */
function groupOf(toml: TomlSource, entry: TomlNode): string | undefined {
  const groups = toml.items(toml.valueOf(entry, 'groups') ?? toml.valueOf(entry, 'category'));
  const names = groups.map((group) => toml.string(group)?.text);
  return names.includes('main') ? undefined : names[0];
}

/** Before version 2.0, all files of the lock stood in one table, by package. */
function olderHashes(toml: TomlSource, entry: TomlNode): readonly Slice[] {
  const files = toml.top('metadata', 'files');
  const name = files && toml.string(toml.valueOf(entry, 'name'));
  return name ? hashesOf(toml, toml.valueOf(files, name.text)) : [];
}
