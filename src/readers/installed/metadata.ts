import type { ReadProblem, Reading } from '../../domain/document';
import type { LicenseMention, PackageMention } from '../../domain/mention';
import { spdxOf } from '../../facts/license-ids';
import { parseRequirement } from '../../packaging/pep508';
import { slice, trimmed } from '../../text/place';
import type { Slice } from '../../text/place';
import type { Reader } from '../reader';

const longestHeader = 256 << 10;

/** What an installed Python package says of itself. */
export const installedMetadata: Reader = {
  kind: 'installed',
  title: 'Installed Python packages (METADATA in site-packages of a virtual environment)',
  files: ['**/*.dist-info/METADATA'],
  specification: 'https://packaging.python.org/en/latest/specifications/core-metadata/',
  gives: ['package', 'license'],
  read(text): Reading | undefined {
    const fields = headerOf(text);
    const name = fields.find(([field]) => field === 'name')?.[1];
    const version = fields.find(([field]) => field === 'version')?.[1];
    if (!name || !version) return { mentions: [], problems: [nameless] };
    const publisher = publisherIn(fields);
    const installed: PackageMention = {
      kind: 'package',
      ecosystem: 'pypi',
      role: 'installed',
      name,
      extras: [],
      specifier: version,
      clauses: [{ operator: '==', version }],
      hashes: [],
      editable: false,
      requires: fields.filter(([field]) => field === 'requires-dist').flatMap(([, value]) => required(value)),
      ...(publisher && { publisher }),
      whole: { start: name.start, end: version.end },
    };
    return { mentions: [installed, ...licenses(fields)], problems: [] };
  },
};

type Field = readonly [name: string, value: Slice];

/** The fields before the first empty line; names in lower case. */
function headerOf(text: string): readonly Field[] {
  const fields: Field[] = [];
  for (const { 0: line, index } of text.slice(0, longestHeader).matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    if (line.trim() === '') break;
    const field = /^([A-Za-z-]+):/.exec(line)?.[1];
    if (field === undefined) continue;
    const value = trimmed(slice(text, index + field.length + 1, index + line.length));
    if (value.text !== '') fields.push([field.toLowerCase(), value]);
  }
  return fields;
}

/** Who made it: by name, or by the name that stands before an address. */
function publisherIn(fields: readonly Field[]): Slice | undefined {
  const first = (...names: readonly string[]): Slice | undefined =>
    fields.find(([field]) => names.includes(field))?.[1];
  const named = first('author', 'maintainer');
  if (named) return named;
  const address = first('author-email', 'maintainer-email');
  const name = address && /^\s*"?([^"<>@,]+?)"?\s*</.exec(address.text)?.[1];
  if (name === undefined) return undefined;
  const start = address!.start + address!.text.indexOf(name);
  return { text: name, start, end: start + name.length };
}

/** A dependency that holds without any extra. */
function required(value: Slice): readonly { name: Slice }[] {
  const { name, marker } = parseRequirement(value.text);
  if (name.text === '' || (marker && /\bextra\b/.test(marker.text))) return [];
  return [{ name: { text: name.text, start: value.start + name.start, end: value.start + name.end } }];
}

/** `License-Expression` (PEP 639), else a `License` that is an SPDX id, else the classifiers. */
function licenses(fields: readonly Field[]): readonly LicenseMention[] {
  const [expression] = fields.filter(([field]) => field === 'license-expression').map(([, value]) => value);
  if (expression) return [licenseMention(expression)];
  const [license] = fields
    .filter(([field, { text }]) => field === 'license' && spdxOf(text) !== undefined)
    .map(([, value]) => value);
  return license ? [licenseMention(license)] : [];
}

function licenseMention(id: Slice): LicenseMention {
  const spdx = spdxOf(id.text);
  return { kind: 'license', id, ...(spdx !== undefined && { spdx }) };
}

const nameless: ReadProblem = {
  code: 'metadata-incomplete',
  message: 'This package is installed, but its METADATA gives no name and version, so it is not listed.',
  start: 0,
  end: 0,
};
