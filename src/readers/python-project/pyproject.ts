import type { Reading, Subject } from '../../domain/document';
import type { RuntimeMention } from '../../domain/mention';
import { joinedReadings, readingOf } from '../package-mention';
import type { Reader } from '../reader';
import { TomlSource, type TomlNode } from '../toml-source';
import { projectLicenses } from './license';
import { pixi } from './pixi';
import { poetry } from './poetry';
import { requirementGroups, requirementList } from './requirement-list';
import { flit, hatch, pdm, setuptools } from './tools';
import { uv, withUvSources } from './uv';

/** Python projects. */
export const pyproject: Reader = {
  kind: 'pyproject',
  title: 'Python projects (pyproject.toml), with what Poetry, uv, PDM, Hatch, Flit, Pixi and setuptools add',
  files: ['**/pyproject.toml'],
  specification: 'https://packaging.python.org/en/latest/specifications/pyproject-toml/',
  gives: ['package', 'index', 'include', 'runtime', 'license'],
  comments: '#',
  read(text) {
    const toml = new TomlSource(text);
    const tools = [poetry, uv, pdm, hatch, flit, pixi, setuptools].map((tool) => tool(toml));
    const { mentions, problems } = joinedReadings([standardTables(toml), licenses(toml), ...tools]);
    const subject = subjectOf(toml);
    return {
      mentions: withUvSources(toml, mentions),
      problems: [...toml.problems, ...problems],
      comments: '#',
      ...(subject && { subject }),
    };
  },
};

/** What packaging tools agree on: PEP 621, PEP 735 and PEP 518. */
function standardTables(toml: TomlSource): Reading {
  const groups = toml.top('dependency-groups');
  return joinedReadings([
    requirementList(toml, toml.top('project', 'dependencies')),
    requirementGroups(toml, toml.top('project', 'optional-dependencies')),
    requirementGroups(toml, groups),
    unknownGroups(toml, groups),
    requirementList(toml, toml.top('build-system', 'requires'), { group: 'build' }),
    readingOf(...runtimes(toml)),
  ]);
}

/** `requires-python`, and what Poetry has in its place. */
function runtimes(toml: TomlSource): readonly RuntimeMention[] {
  const poetry = toml.top('tool', 'poetry', 'dependencies', 'python');
  const specifier = toml.string(toml.top('project', 'requires-python')) ?? toml.string(poetry);
  return specifier ? [{ kind: 'runtime', language: 'python', specifier }] : [];
}

/** Groups that others include, though the file does not define them. */
function unknownGroups(toml: TomlSource, groups: TomlNode): Reading {
  const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
  const known = new Set(toml.entries(groups).map(({ key }) => normalized(key.text)));
  const problems = toml.entries(groups).flatMap(({ value }) =>
    toml.items(value).flatMap((item) => {
      const included = toml.string(toml.valueOf(item, 'include-group'));
      if (!included || known.has(normalized(included.text))) return [];
      const { start, end } = included;
      return { code: 'unknown-group', message: 'No dependency group of this name is defined here.', start, end };
    }),
  );
  return { mentions: [], problems };
}

/** `license` is an SPDX expression (PEP 639), a table with a `text`, or for Poetry an id of its own list. */
function licenses(toml: TomlSource): Reading {
  for (const table of described(toml)) {
    const field = toml.valueOf(table, 'license');
    const name = toml.string(field) ?? toml.string(toml.valueOf(field, 'text'));
    const classifiers = toml.items(toml.valueOf(table, 'classifiers')).flatMap((item) => toml.string(item) ?? []);
    const found = projectLicenses(name, classifiers);
    if (found.length > 0) return readingOf(...found);
  }
  return readingOf();
}

function subjectOf(toml: TomlSource): Subject | undefined {
  const [table] = described(toml);
  const span = toml.spanOf(table);
  const name = toml.string(toml.valueOf(table, 'name'));
  return span && { kind: 'application', described: span, ...(name && { name }) };
}

/** The tables that describe the project itself. */
function described(toml: TomlSource): readonly TomlNode[] {
  return [toml.top('project'), toml.top('tool', 'poetry')].filter(Boolean);
}
