import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import type { TomlNode, TomlSource } from '../toml-source';
import { eachOnce } from './locked-package';
import { tomlLockReader } from './toml-lock';

/** The lock that all tools share (PEP 751). */
export const pylock = tomlLockReader(
  {
    kind: 'pylock',
    title: 'Versions chosen by a resolver, in the standard form (pylock.toml)',
    files: ['**/pylock.toml', '**/pylock.*.toml'],
    specification: 'https://packaging.python.org/en/latest/specifications/pylock-toml/',
  },
  { list: 'packages', details, isListRequired: true },
);

const origins = ['vcs', 'directory', 'archive'];

function details(toml: TomlSource, entry: TomlNode): Partial<PackageMention> {
  const found = origins.map((key) => toml.valueOf(entry, key)).find(Boolean);
  const [url] = ['url', 'path'].flatMap((key) => toml.string(toml.valueOf(found, key)) ?? []);
  const commit = toml.string(toml.valueOf(found, 'commit-id'));
  const marker = toml.string(toml.valueOf(entry, 'marker'));
  const index = toml.string(toml.valueOf(entry, 'index'));
  const files = ['archive', 'sdist', 'wheels'].flatMap((key) => toml.items(toml.valueOf(entry, key)));
  const required = toml.items(toml.valueOf(entry, 'dependencies')).flatMap((item) => {
    const name = toml.string(toml.valueOf(item, 'name'));
    const version = toml.string(toml.valueOf(item, 'version'))?.text;
    return name ? { name, ...(version !== undefined && { version }) } : [];
  });
  return {
    hashes: files.flatMap((file) => digests(toml, toml.valueOf(file, 'hashes'))),
    editable: toml.scalar(toml.valueOf(found, 'editable'))?.text === 'true',
    requires: eachOnce(required),
    ...(url && { url }),
    ...(index && { index }),
    ...(commit && { git: { revision: commit, by: 'rev' } }),
    ...(marker && { marker }),
  };
}

/** Each under the name of its algorithm; digests stand without it, as written. */
function digests(toml: TomlSource, table: TomlNode): readonly Slice[] {
  return toml.entries(table).flatMap(({ value }) => toml.string(value) ?? []);
}
