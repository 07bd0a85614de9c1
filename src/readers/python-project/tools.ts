import type { Reading } from '../../domain/document';
import type { Slice } from '../../text/place';
import { joinedReadings, packageMention, readingOf, requirementString } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';
import { indexes } from './indexes';
import { packageTable, type TableDialect } from './package-table';
import { poetryClauses } from './poetry-constraint';
import { requirementGroups, requirementList } from './requirement-list';

/** The table `tool.pdm`: https://pdm-project.org/en/latest/reference/pep621/ */
export function pdm(toml: TomlSource): Reading {
  const table = toml.top('tool', 'pdm');
  const groups = toml.entries(toml.valueOf(table, 'dev-dependencies')).flatMap(({ key, value }) =>
    toml.items(value).flatMap((item) => {
      const written = toml.string(item);
      return written ? editableOrNot(written, toml.text, key.text) : [];
    }),
  );
  const sources = indexes(toml, toml.valueOf(table, 'source'), (source) => {
    const isDefault = toml.string(toml.valueOf(source, 'name'))?.text === 'pypi';
    return { role: isDefault ? 'primary' : 'extra' };
  });
  const overrides = packageTable(
    toml,
    toml.valueOf(toml.valueOf(table, 'resolution'), 'overrides'),
    asPdm,
    undefined,
    'constraint',
  );
  return joinedReadings([...groups, sources, overrides]);
}

/** A version alone means exactly this one. */
const asPdm: TableDialect = { tool: 'PDM', clauses: poetryClauses };

/** PDM writes `-e ` before what is installed in place. */
function editableOrNot(written: Slice, text: string, group: string): Reading {
  const flag = /^-e\s+/.exec(written.text)?.[0].length;
  if (flag === undefined) return requirementString(written, text, { group });
  const url = { text: written.text.slice(flag), start: written.start + flag, end: written.end };
  const egg = /#egg=([\w.-]+)/.exec(url.text);
  const at = egg ? egg.index + '#egg='.length : 0;
  const name = { text: egg?.[1] ?? '', start: url.start + at, end: url.start + at + (egg?.[1]?.length ?? 0) };
  return readingOf(
    packageMention(name, { url, editable: true, group, whole: { start: written.start, end: written.end } }),
  );
}

/** The table `tool.hatch`: https://hatch.pypa.io/latest/config/environment/overview/ */
export function hatch(toml: TomlSource): Reading {
  const table = toml.top('tool', 'hatch');
  const environments = toml
    .entries(toml.valueOf(table, 'envs'))
    .flatMap(({ key, value }) =>
      ['dependencies', 'extra-dependencies'].map((list) =>
        requirementList(toml, toml.valueOf(value, list), { group: key.text }),
      ),
    );
  const builds = [
    toml.valueOf(table, 'build'),
    ...toml.entries(toml.top('tool', 'hatch', 'build', 'targets')).map(({ value }) => value),
  ];
  const requires = toml.valueOf(toml.valueOf(table, 'env'), 'requires');
  const hook = toml.top('tool', 'hatch', 'metadata', 'hooks', 'requirements_txt');
  return joinedReadings([
    ...environments,
    requirementList(toml, requires, { group: 'build' }),
    ...builds.map((build) => requirementList(toml, toml.valueOf(build, 'dependencies'), { group: 'build' })),
    includes(toml, toml.valueOf(hook, 'files')),
  ]);
}

/** The table `tool.flit.metadata`, from before the standard: https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata */
export function flit(toml: TomlSource): Reading {
  const table = toml.top('tool', 'flit', 'metadata');
  return joinedReadings([
    requirementList(toml, toml.valueOf(table, 'requires')),
    requirementGroups(toml, toml.valueOf(table, 'requires-extra')),
  ]);
}

/** The table `tool.setuptools`, where it takes dependencies from other files. */
export function setuptools(toml: TomlSource): Reading {
  const dynamic = toml.top('tool', 'setuptools', 'dynamic');
  const extras = toml.entries(toml.valueOf(dynamic, 'optional-dependencies')).map(({ value }) => value);
  const files = [toml.valueOf(dynamic, 'dependencies'), ...extras].map((node) => toml.valueOf(node, 'file'));
  return joinedReadings(files.map((node) => includes(toml, node)));
}

function includes(toml: TomlSource, node: TomlNode): Reading {
  const paths = toml.items(node).flatMap((item) => toml.string(item) ?? []);
  return readingOf(...paths.map((path) => ({ kind: 'include', path, as: 'requirements' }) as const));
}
