import type { PackageMention } from '../../domain/mention';
import { mappedSlice } from '../package-mention';
import { parseRequirement } from '../../packaging/pep508';
import type { Slice } from '../../text/place';
import type { TomlNode, TomlSource } from '../toml-source';
import { eachOnce } from './locked-package';
import { hashesOf, tomlLockReader } from './toml-lock';

/** What PDM chose. */
export const pdmLock = tomlLockReader(
  {
    kind: 'pdm-lock',
    title: 'Versions that PDM chose (pdm.lock)',
    files: ['**/pdm.lock'],
    specification: 'https://pdm-project.org/en/latest/usage/lockfile/',
  },
  { list: 'package', details },
);

function details(toml: TomlSource, entry: TomlNode): Partial<PackageMention> {
  const strings = (key: string): readonly Slice[] =>
    toml.items(toml.valueOf(entry, key)).flatMap((item) => toml.string(item) ?? []);
  const [url] = ['git', 'url', 'path'].flatMap(strings);
  const commit = toml.string(toml.valueOf(entry, 'revision'));
  const groups = strings('groups').map(({ text }) => text);
  return {
    extras: strings('extras'),
    hashes: hashesOf(toml, toml.valueOf(entry, 'files')),
    editable: toml.scalar(toml.valueOf(entry, 'editable'))?.text === 'true',
    requires: eachOnce(strings('dependencies').flatMap((written) => required(written, toml.text))),
    ...(url && { url }),
    ...(commit && { git: { revision: commit, by: 'rev' } }),
    ...(groups.length > 0 && !groups.includes('default') && { group: groups[0]! }),
  };
}

function required(written: Slice, text: string): NonNullable<PackageMention['requires']> {
  const { name } = parseRequirement(written.text);
  return name.text === '' ? [] : [{ name: mappedSlice(written, text).slice(name.start, name.end) }];
}
