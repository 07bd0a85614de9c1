import type { Reading } from '../../domain/document';
import type { RuntimeMention } from '../../domain/mention';
import { parseSpecifier } from '../../packaging/pep440-specifier';
import { joinedReadings, readingOf } from '../package-mention';
import type { Reader } from '../reader';
import { TomlSource } from '../toml-source';
import { indexes } from './indexes';
import { packageTable, type TableDialect } from './package-table';
import { poetryClauses } from './poetry-constraint';

/** Tables that hold no packages. */
const settings = new Set(['source', 'requires', 'scripts', 'pipenv']);

/** PEP 440, or `*` for any version. */
const dialect: TableDialect = {
  tool: 'Pipenv',
  clauses: (constraint) =>
    constraint.trim() === '*' || parseSpecifier(constraint) ? poetryClauses(constraint) : undefined,
};

/** What Pipenv is asked for. */
export const pipfile: Reader = {
  kind: 'pipfile',
  title: 'Packages that Pipenv is asked for (Pipfile)',
  files: ['**/Pipfile'],
  specification: 'https://pipenv.pypa.io/en/latest/pipfile.html',
  gives: ['package', 'index', 'runtime'],
  comments: '#',
  read(text) {
    const toml = new TomlSource(text);
    const { mentions, problems } = joinedReadings([sources(toml), ...categories(toml), readingOf(...runtimes(toml))]);
    return { mentions, problems: [...toml.problems, ...problems], comments: '#' };
  },
};

/** The first source takes the place of the default index. */
function sources(toml: TomlSource): Reading {
  const list = toml.top('source');
  const [first] = toml.items(list);
  return indexes(toml, list, (source) => ({ role: source === first ? 'primary' : 'extra' }));
}

function runtimes(toml: TomlSource): readonly RuntimeMention[] {
  const version = ['python_full_version', 'python_version'].map((key) => toml.string(toml.top('requires', key)));
  const specifier = version.find(Boolean);
  return specifier ? [{ kind: 'runtime', language: 'python', specifier }] : [];
}

function categories(toml: TomlSource): readonly Reading[] {
  return toml.entries(toml.root).flatMap(({ key, value }) => {
    if (settings.has(key.text)) return [];
    const group = key.text === 'packages' ? undefined : key.text === 'dev-packages' ? 'dev' : key.text;
    return packageTable(toml, value, dialect, group);
  });
}
