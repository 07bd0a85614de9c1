import type { Reading } from '../../domain/document';
import type { RuntimeMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { joinedReadings, readingOf, requirementString } from '../package-mention';
import type { Reader } from '../reader';
import { IniSource } from './ini-source';
import { projectLicenses } from './license';

const lists: readonly (readonly [key: string, group?: string])[] = [
  ['install_requires'],
  ['setup_requires', 'build'],
  ['tests_require', 'test'],
];

/** Declarative configuration of setuptools. */
export const setupCfg: Reader = {
  kind: 'setup-cfg',
  title: 'Python projects that setuptools builds (setup.cfg)',
  files: ['**/setup.cfg'],
  specification: 'https://setuptools.pypa.io/en/latest/userguide/declarative_config.html',
  gives: ['package', 'include', 'runtime', 'license'],
  byContent: 'It has a section `metadata` or `options`.',
  comments: '#',
  read(text) {
    const ini = new IniSource(text);
    if (![...ini.sections.keys()].some((name) => /^(?:metadata|options)(?:\.|$)/.test(name))) return undefined;
    const extras = ini.in('options.extras_require');
    const { mentions, problems } = joinedReadings([
      ...lists.map(([key, group]) => requirements(ini, ini.lines('options', key), group)),
      ...extras.map(({ key, lines }) => requirements(ini, lines, key.text)),
      licenses(ini),
      readingOf(...ini.lines('options', 'python_requires').slice(0, 1).map(python)),
    ]);
    const [name] = ini.lines('metadata', 'name').filter(isLiteral);
    const metadata = ini.sections.get('metadata');
    return {
      mentions,
      problems: [...ini.problems, ...problems],
      comments: '#',
      ...(metadata && { subject: { kind: 'application', described: metadata, ...(name && { name }) } }),
    };
  },
};

/** One a line, or several on one line with `;` between them; or `file:` and the files that have them. */
function requirements(ini: IniSource, lines: readonly Slice[], group: string | undefined): Reading {
  const [first] = lines;
  if (first?.text.startsWith('file:')) {
    const files = [cut(first, 'file:'.length), ...lines.slice(1)].flatMap((line) => split(line, ','));
    return readingOf(...files.map((path) => ({ kind: 'include', path, as: 'requirements' }) as const));
  }
  const written = lines.length === 1 ? split(first!, ';') : lines;
  return joinedReadings(written.map((line) => requirementString(line, ini.text, { group })));
}

function licenses(ini: IniSource): Reading {
  const [expression] = ini.lines('metadata', 'license_expression');
  const license = ini.lines('metadata', 'license');
  const field = expression ?? (license.length === 1 ? license[0] : undefined);
  const isNamed = field && isLiteral(field);
  return readingOf(...projectLicenses(isNamed ? field : undefined, ini.lines('metadata', 'classifiers')));
}

function python(specifier: Slice): RuntimeMention {
  return { kind: 'runtime', language: 'python', specifier };
}

/** Whether a value is given here, and not taken from a file or a module. */
function isLiteral({ text }: Slice): boolean {
  return !/^(?:file|attr):/.test(text);
}

function split(line: Slice, mark: string): readonly Slice[] {
  let at = 0;
  return line.text.split(mark).flatMap((part) => {
    const start = at + part.length - part.trimStart().length;
    at += part.length + mark.length;
    const text = part.trim();
    return text === '' ? [] : { text, start: line.start + start, end: line.start + start + text.length };
  });
}

function cut({ text, start, end }: Slice, length: number): Slice {
  return { text: text.slice(length), start: start + length, end };
}
