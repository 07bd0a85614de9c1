import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import type { TomlNode, TomlSource } from '../toml-source';
import { eachOnce } from './locked-package';
import { hashesOf, tomlLockReader } from './toml-lock';

/** What uv chose. */
export const uvLock = tomlLockReader(
  {
    kind: 'uv-lock',
    title: 'Versions that uv chose (uv.lock)',
    files: ['**/uv.lock', '**/*.py.lock'],
    specification: 'https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile',
  },
  { list: 'package', details },
);

const local = ['editable', 'virtual', 'directory', 'path'];

function details(toml: TomlSource, entry: TomlNode): Partial<PackageMention> | undefined {
  const source = toml.valueOf(entry, 'source');
  const given = (keys: readonly string[]) => keys.flatMap((key) => toml.string(toml.valueOf(source, key)) ?? [])[0];
  const path = given(local);
  if (path?.text === '.') return undefined;
  const git = given(['git']);
  const url = path ?? git ?? given(['url']);
  const index = given(['registry']);
  const extras = toml.entries(toml.valueOf(entry, 'optional-dependencies')).map(({ value }) => value);
  const required = [toml.valueOf(entry, 'dependencies'), ...extras].flatMap((list) => requiredIn(toml, list));
  return {
    hashes: [...hashesOf(toml, toml.valueOf(entry, 'sdist')), ...hashesOf(toml, toml.valueOf(entry, 'wheels'))],
    editable: given(['editable', 'virtual']) !== undefined,
    requires: eachOnce(required),
    ...(index && { index }),
    ...(url && { url }),
    ...(git && { git: commitIn(git) }),
  };
}

/** uv writes the commit behind the URL, which keeps what was asked for: `https://…?rev=main#5b7d…`. */
function commitIn({ text, start, end }: Slice): NonNullable<PackageMention['git']> {
  const at = text.lastIndexOf('#') + 1;
  if (at === 0 || end - start !== text.length) return {};
  return { revision: { text: text.slice(at), start: start + at, end }, by: 'rev' };
}

function requiredIn(toml: TomlSource, list: TomlNode): NonNullable<PackageMention['requires']> {
  return toml.items(list).flatMap((item) => {
    const name = toml.string(toml.valueOf(item, 'name'));
    const version = toml.string(toml.valueOf(item, 'version'))?.text;
    return name ? { name, ...(version !== undefined && { version }) } : [];
  });
}
