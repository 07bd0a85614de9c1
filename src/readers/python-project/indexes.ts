import type { Reading } from '../../domain/document';
import type { PackageIndexMention } from '../../domain/mention';
import { readingOf } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';

/** The indexes of a list of tables with `name` and `url`; `standing` says what a tool makes of each. */
export function indexes(
  toml: TomlSource,
  list: TomlNode,
  standing: (index: TomlNode) => Pick<PackageIndexMention, 'role' | 'explicit' | 'exclusive'>,
): Reading {
  const mentions = toml.items(list).flatMap((index): readonly PackageIndexMention[] => {
    const url = toml.string(toml.valueOf(index, 'url'));
    const name = toml.string(toml.valueOf(index, 'name'));
    return url ? [{ kind: 'index', url, ...standing(index), ...(name && { name }), whole: toml.spanOf(index)! }] : [];
  });
  return readingOf(...mentions);
}

/** Indexes that are given by nothing but a URL, or by a list of them. */
export function indexUrls(
  toml: TomlSource,
  node: TomlNode,
  role: PackageIndexMention['role'],
  exclusive = false,
): Reading {
  const urls = toml.items(node).flatMap((item) => toml.string(item) ?? []);
  return readingOf(...urls.map((url) => ({ kind: 'index', url, role, exclusive, whole: url }) as const));
}

/** Whether a key of a table is `true`. */
export function isSet(toml: TomlSource, table: TomlNode, key: string): boolean {
  return toml.scalar(toml.valueOf(table, key))?.text === 'true';
}
