import type { Reading } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';
import { joinedReadings, readingOf, requirementString } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';

/** The requirements (PEP 508) of a list of strings; what is not there says nothing. */
export function requirementList(
  toml: TomlSource,
  node: TomlNode,
  details: { readonly group?: string; readonly role?: PackageMention['role'] } = {},
): Reading {
  if (!node) return readingOf();
  if (node.kind !== 'list') return expected(node, 'A list of requirements is expected here.');
  const parts = node.items.map((item) => {
    const written = toml.string(item);
    if (written) return requirementString(written, toml.text, details);
    const isInclude = item.kind === 'table' && toml.string(toml.valueOf(item, 'include-group'));
    return isInclude ? readingOf() : expected(item, 'A requirement in quotes is expected here.');
  });
  return joinedReadings(parts);
}

/** The lists of a table whose keys name groups. */
export function requirementGroups(toml: TomlSource, table: TomlNode, role?: PackageMention['role']): Reading {
  if (table && table.kind !== 'table') return expected(table, 'A table of lists is expected here.');
  const parts = toml
    .entries(table)
    .map(({ key, value }) => requirementList(toml, value, { group: key.text, ...(role && { role }) }));
  return joinedReadings(parts);
}

function expected({ start, end }: { start: number; end: number }, message: string): Reading {
  return { mentions: [], problems: [{ code: 'unexpected-type', message, start, end }] };
}
