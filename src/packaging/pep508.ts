import { slice, trimmed, type Slice, type Span } from '../text/place';
import { normalizedName } from './name';
import { isClause } from './pep440-specifier';
import { parseMarker, type Marker, type SyntaxProblem } from './pep508-marker';
import { wheelIn } from './wheel';

/** Requirements on Python packages: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ (PEP 508) */

/** A requirement as far as it could be read. Offsets count in the text that was parsed. */
export interface Requirement {
  /** Empty, at the place where a name should stand, if there is none. */
  readonly name: Slice;
  readonly extras: readonly Slice[];
  /** All clauses as written, without parentheses around them. */
  readonly specifier?: Slice;
  /** Also the version in the name of a wheel that `url` leads to, as `==`. */
  readonly clauses: readonly RequirementClause[];
  /** What stands after `@`. */
  readonly url?: Slice;
  /** What stands after `;`. */
  readonly marker?: Slice;
  /** The marker taken apart, where it could be. */
  readonly condition?: Marker;
  /** The first thing that is not as the specification wants it. */
  readonly problem?: SyntaxProblem;
}

export interface RequirementClause {
  /** One of PEP 440, or what was written in place of one. */
  readonly operator: string;
  /** Empty where it is still to be written; not a version where `problem` says so, as in `{{ version }}`. */
  readonly version: Slice;
}

/** The longest text that is read; requirements are short. */
const longest = 65_536;

/** Reads a requirement, also one that is half written or faulty: then `problem` says what is wrong with it. */
export function parseRequirement(text: string): Requirement {
  if (text.length > longest) return tooLong(text);
  const problems: SyntaxProblem[] = [];
  const report = (span: Span, message: string) => void problems.push({ start: span.start, end: span.end, message });

  const name = readName(text, report);
  const extras = readExtras(text, skipSpace(text, name.end), report);
  const at = skipSpace(text, extras.end);
  const rest = text[at] === '@' ? readUrl(text, at + 1, report) : readSpecifier(text, at, report);
  const marker = text[rest.end] === ';' ? readMarker(text, rest.end + 1, report) : {};
  const problem = problems.sort((a, b) => a.start - b.start)[0];
  const clauses = rest.read.url ? wheelVersion(text, rest.read.url, name) : rest.read.clauses;
  return { name, extras: extras.names, ...rest.read, clauses, ...marker, ...(problem && { problem }) };
}

/** The version of a wheel, unless it is one of another package. */
function wheelVersion(text: string, url: Slice, name: Slice): readonly RequirementClause[] {
  const wheel = wheelIn(text.slice(0, url.end), url.start);
  if (!wheel || normalizedName(wheel.name.text) !== normalizedName(name.text)) return [];
  return [{ operator: '==', version: wheel.version }];
}

type Report = (span: Span, message: string) => void;

function readName(text: string, report: Report): Slice {
  const start = skipSpace(text, 0);
  const found = /[A-Za-z0-9](?:[\w.-]*\w)?/y;
  found.lastIndex = start;
  const name = slice(text, start, start + (found.exec(text)?.[0].length ?? 0));
  if (name.text === '') report({ start, end: text.trimEnd().length }, 'A package name is expected here.');
  return name;
}

/** The extras in brackets; `end` is behind the closing bracket, or where it should stand. */
function readExtras(text: string, start: number, report: Report): { names: readonly Slice[]; end: number } {
  if (text[start] !== '[') return { names: [], end: start };
  const stop = /[\]<>=!~;@()]/g;
  stop.lastIndex = start + 1;
  const close = stop.exec(text)?.index ?? text.length;
  if (text[close] !== ']')
    report({ start, end: trimEnd(text, start, close) }, 'The list of extras is not closed with "]".');
  const names: Slice[] = [];
  const parts = splitAt(text, start + 1, close, ',');
  for (const part of parts) {
    const extra = trimmed(part);
    if (/^[A-Za-z0-9](?:[\w.-]*\w)?$/.test(extra.text)) names.push(extra);
    else if (extra.text !== '') report(extra, `The name of an extra cannot be ${quoted(extra.text)}.`);
    else if (parts.length > 1) report(part, 'The name of an extra is missing here.');
  }
  return { names, end: text[close] === ']' ? close + 1 : close };
}

/** What stands between name and marker; `end` is where the marker's `;` stands or the text ends. */
interface Details {
  readonly read: Pick<Requirement, 'specifier' | 'clauses' | 'url'>;
  readonly end: number;
}

function readUrl(text: string, after: number, report: Report): Details {
  const start = skipSpace(text, after);
  let stop = start;
  while (stop < text.length && text[stop] !== ' ' && text[stop] !== '\t') stop++;
  const end = skipSpace(text, stop);
  const url = slice(text, start, stop);
  if (url.text === '' || url.text === ';') {
    report({ start: after - 1, end: after }, 'A URL is expected after "@".');
    return { read: { clauses: [] }, end: start };
  }
  if (end === text.length || text[end] === ';') return { read: { url, clauses: [] }, end };
  if (url.text.endsWith(';')) {
    report(
      { start: stop - 1, end: stop },
      'A space is needed between the URL and ";", else the ";" belongs to the URL.',
    );
    return { read: { url: slice(text, start, stop - 1), clauses: [] }, end: stop - 1 };
  }
  report({ start: end, end: text.trimEnd().length }, 'Only ";" and a marker can follow the URL.');
  return { read: { url, clauses: [] }, end: semicolon(text, end) };
}

function readSpecifier(text: string, start: number, report: Report): Details {
  const end = semicolon(text, start);
  let written = trimmed(slice(text, start, end));
  if (written.text.startsWith('(')) {
    const closed = written.text.endsWith(')');
    if (!closed) report(written, 'The parenthesis is not closed.');
    written = trimmed(slice(text, written.start + 1, written.end - (closed ? 1 : 0)));
  }
  if (written.text === '') return { read: { clauses: [] }, end };
  const clauses: RequirementClause[] = [];
  const parts = splitAt(text, written.start, written.end, ',');
  parts.forEach((part, index) => {
    const clause = readClause(trimmed(part), report);
    if (clause) clauses.push(clause);
    else if (part.text.trim() === '' && index < parts.length - 1)
      report(part, 'A version is missing between the commas.');
  });
  return { read: { ...(clauses.length > 0 && { specifier: written }), clauses }, end };
}

function readClause(part: Slice, report: Report): RequirementClause | undefined {
  const operator = /^(?:[~=!<>]+?(?=<[a-z_%])|[~=!<>]+)/i.exec(part.text)?.[0];
  if (operator === undefined) {
    if (part.text !== '') report(part, unexpected(part.text));
    return undefined;
  }
  const version = trimmed(slice(part.text, operator.length, part.text.length));
  const clause = {
    operator,
    version: { text: version.text, start: part.start + version.start, end: part.start + version.end },
  };
  if (!isClause(operator, version.text)) report(part, clauseProblem(operator, version.text));
  return clause;
}

function unexpected(text: string): string {
  return /^\d/.test(text)
    ? `A comparison such as == is missing before ${quoted(text)}.`
    : `A requirement is a name, its versions, and a marker after ";"; ${quoted(text)} cannot stand here.`;
}

function clauseProblem(operator: string, version: string): string {
  if (!isClause(operator, '1.0'))
    return `"${operator}" is not a comparison of versions; use ==, !=, <=, >=, <, >, ~= or ===.`;
  if (version === '') return `A version is expected after "${operator}".`;
  if (isClause('==', version)) {
    return operator === '~='
      ? `"~=" needs a version with at least two numbers and neither ".*" nor a local part, such as 1.4.`
      : `"${operator}" cannot be used with ".*" or a local version; only == and != can.`;
  }
  return `A version is expected here; ${quoted(version)} is none.`;
}

function readMarker(text: string, start: number, report: Report): { marker?: Slice; condition?: Marker } {
  const marker = trimmed(slice(text, start, text.length));
  if (marker.text === '') {
    report({ start: start - 1, end: start }, 'A marker is expected after ";".');
    return {};
  }
  const { marker: condition, problem } = parseMarker(text, marker.start);
  if (problem) report(problem, problem.message);
  return { marker, ...(condition && { condition }) };
}

function splitAt(text: string, from: number, to: number, mark: string): readonly Slice[] {
  const parts: Slice[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    if (text[at] !== mark) continue;
    parts.push(slice(text, start, at));
    start = at + 1;
  }
  return [...parts, slice(text, start, to)];
}

function semicolon(text: string, from: number): number {
  const found = text.indexOf(';', from);
  return found < 0 ? text.length : found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** A text for a message, but none that may be a URL with a password in it. */
function quoted(text: string): string {
  if (/[:@]/.test(text)) return 'what is written';
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
}

function tooLong(text: string): Requirement {
  const problem = { start: 0, end: text.length, message: 'This is too long for a requirement and was not read.' };
  return { name: slice(text, 0, 0), extras: [], clauses: [], problem };
}
