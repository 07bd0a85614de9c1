import type { Reading } from '../../domain/document';
import type { Clause, Ecosystem, PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { joinedReadings, mappedSlice, packageMention } from '../package-mention';
import { isTemplate } from '../requirements/requirement-line';
import type { TomlNode, TomlSource } from '../toml-source';

/** How a tool writes the packages of a table: `name = "constraint"` or `name = { version = "constraint", … }`. */
export interface TableDialect {
  readonly tool: string;
  readonly ecosystem?: Ecosystem;
  /** The clauses of a constraint, with offsets in it; undefined where it is none. */
  clauses(constraint: string): readonly Clause[] | undefined;
}

const urlKeys = ['git', 'url', 'path', 'file', 'hg', 'svn', 'bzr'];
const editableKeys = ['develop', 'editable'];
const indexKeys = ['source', 'index'];

/** The packages of a table whose keys are their names. */
export function packageTable(
  toml: TomlSource,
  table: TomlNode,
  dialect: TableDialect,
  group?: string,
  role: PackageMention['role'] = 'requirement',
): Reading {
  const parts = toml.entries(table).flatMap(({ key, value }) => {
    if (key.text === 'python') return [];
    return toml.items(value).map((item) => onePackage(toml, key, item, dialect, { group, role }));
  });
  return joinedReadings(parts);
}

function onePackage(
  toml: TomlSource,
  name: Slice,
  value: TomlNode,
  dialect: TableDialect,
  standing: { readonly group: string | undefined; readonly role: PackageMention['role'] },
): Reading {
  const first = (keys: readonly string[]): TomlNode => keys.map((key) => toml.valueOf(value, key)).find(Boolean);
  const constraint = toml.string(value) ?? toml.string(toml.valueOf(value, 'version'));
  const clauses = constraint ? dialect.clauses(constraint.text) : [];
  const mapped = constraint && mappedSlice(constraint, toml.text);
  const { start, end } = toml.spanOf(value)!;
  const mention = packageMention(name, {
    ecosystem: dialect.ecosystem ?? 'pypi',
    specifier: mapped && mapped.trimmed().length > 0 ? mapped.trimmed().slice() : undefined,
    clauses: clauses?.map(({ version, ...clause }) => ({
      ...clause,
      version: { ...mapped!.span(version.start, version.end), text: version.text },
    })),
    extras: toml.items(toml.valueOf(value, 'extras')).flatMap((extra) => toml.string(extra) ?? []),
    marker: toml.string(toml.valueOf(value, 'markers')),
    url: toml.string(first(urlKeys)),
    git: gitRevision(toml, value),
    index: toml.string(first(indexKeys)),
    editable: toml.scalar(first(editableKeys))?.text === 'true',
    ...standing,
    whole: { start: Math.min(name.start, start), end: Math.max(name.end, end) },
  });
  const isFaulty = constraint && !clauses && !isTemplate(constraint.text);
  const message = `${dialect.tool} does not know this way to write versions.`;
  const problem = {
    code: 'requirement-syntax',
    message,
    start: constraint?.start ?? start,
    end: constraint?.end ?? end,
  };
  return { mentions: [mention], problems: isFaulty ? [problem] : [] };
}

/** The revision of a table with the key `git`; of `ref`, as Pipenv calls it, it is not known what it is. */
export function gitRevision(toml: TomlSource, table: TomlNode): PackageMention['git'] {
  if (!toml.string(toml.valueOf(table, 'git'))) return undefined;
  for (const by of ['rev', 'tag', 'branch'] as const) {
    const revision = toml.string(toml.valueOf(table, by));
    if (revision) return { revision, by };
  }
  const revision = toml.string(toml.valueOf(table, 'ref'));
  return { ...(revision && { revision }) };
}
