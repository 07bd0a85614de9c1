import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { Clause, PackageMention } from '../../domain/mention';
import { parseVersion } from '../../packaging/pep440';
import { evaluateMarker, parseMarker } from '../../packaging/pep508-marker';
import { parseSpecifier, specifierContains } from '../../packaging/pep440-specifier';

/** Writes a newer version in place of the one that a requirement pins, of the same build (`+cu124`) if it names one. */
export function upgradePin(document: Document, mention: PackageMention, version: string): readonly Fix[] {
  const build = /\+.*$/.exec(exactVersion(mention) ?? '')?.[0] ?? '';
  return repin(document, mention, version + build, `Upgrade ${mention.name.text} to ${version}${build}`);
}

/**
 * Writes another version in place of the one that a requirement pins, and leaves everything else as it is. There is no
 * such edit where hashes fit the old version alone, or where another clause keeps the new one out.
 */
export function repin(document: Document, mention: PackageMention, version: string, title: string): readonly Fix[] {
  const pin = mention.clauses.find(({ operator }) => operator === '==' || operator === '===');
  if (!pin || !isEditable(document, mention, pin)) return [];
  const others = mention.clauses.filter((clause) => clause !== pin);
  return accepts(others, version) ? [replacement(document, pin, version, title)] : [];
}

/** Raises the least version that a requirement asks for; nothing where it asks for none, or the other bounds would move. */
export function raiseFloor(document: Document, mention: PackageMention, version: string): readonly Fix[] {
  const { clauses, name } = mention;
  const floor = clauses.find(({ operator }) => operator === '>=' || operator === '~=');
  if (!floor || !isEditable(document, mention, floor) || !accepts(clauses, version)) return [];
  const isShared = clauses.some((clause) => clause !== floor && clause.version.start === floor.version.start);
  if (isShared && !/\^\s*$/.test(document.text.slice(0, floor.version.start))) return [];
  if (floor.operator === '~=' && partsOf(version) !== partsOf(floor.version.text)) return [];
  return [replacement(document, floor, version, `Ask for at least ${name.text} ${version}`)];
}

/** Moves a range such as `~=2.1.0`, of which no version is clean, up to one; nothing where several clauses bound it. */
export function moveRange(document: Document, mention: PackageMention, version: string): readonly Fix[] {
  const [only, ...others] = mention.clauses;
  if (only?.operator !== '~=' || others.length > 0 || !isEditable(document, mention, only)) return [];
  if (partsOf(version) !== partsOf(only.version.text)) return [];
  return [replacement(document, only, version, `Move ${mention.name.text} to ~=${version}`)];
}

/** How the tool that wrote a lock is asked for another version. */
const relock: Readonly<Record<string, string>> = {
  'uv-lock': 'uv lock -P',
  'poetry-lock': 'poetry update',
  'pdm-lock': 'pdm update',
  'pipfile-lock': 'pipenv upgrade',
  'package-lock': 'npm update',
};

/** What to do about a pinned version, for which there may be no edit: a whole sentence. */
export function upgradeAdvice(document: Document, { name, hashes, role }: PackageMention, fix: string): string {
  const upgrade = `Upgrade to ${fix}, the next version without known problems`;
  if (role === 'requirement' && hashes.length > 0)
    return `Hashes fit this version alone: lock again with "${compilerOf(document)} -P ${name.text}==${fix}".`;
  const command = role === 'locked' ? relock[document.kind] : undefined;
  return command === undefined ? `${upgrade}.` : `${upgrade} ("${command} ${name.text}").`;
}

/** The tool that compiled a file, as it says at its beginning. */
function compilerOf({ text }: Document): string {
  return /^#\s+uv pip compile\b/m.test(text.slice(0, longestHeader)) ? 'uv pip compile' : 'pip-compile';
}

const longestHeader = 1000;

/** Written by people, word for word, not tied to one version by hashes, and for a Python that newer versions still support. */
function isEditable({ text }: Document, mention: PackageMention, { version }: Clause): boolean {
  const { role, specifier, hashes, marker } = mention;
  const isWritten = specifier !== undefined && text.slice(version.start, version.end) === version.text;
  const isAsked = role === 'requirement' || role === 'constraint';
  return isWritten && isAsked && hashes.length === 0 && !isForOldPython(marker?.text);
}

/** Versions of Python that get fixes, and some that no longer do. */
const pythons = ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

/** Whether a marker holds for nothing but versions of Python so old that newer releases seldom support them. */
function isForOldPython(text: string | undefined): boolean {
  const marker = text === undefined ? undefined : parseMarker(text).marker;
  if (!marker) return false;
  return pythons.every(
    (python) => evaluateMarker(marker, { python_version: python, python_full_version: `${python}.0` }) === false,
  );
}

function accepts(clauses: readonly Clause[], version: string): boolean {
  const specifier = parseSpecifier(specifierOf(clauses));
  return specifier !== undefined && specifierContains(specifier, version);
}

/** Clauses in the notation of PEP 440, whatever the notation of the file. */
export function specifierOf(clauses: readonly Clause[]): string {
  return clauses.map(({ operator, version }) => operator + version.text).join(',');
}

/** `~=1.4` and `~=1.4.0` do not mean the same. */
function partsOf(version: string): number | undefined {
  return parseVersion(version)?.release.length;
}

function replacement({ path }: Document, { version }: Clause, newText: string, title: string): Fix {
  return { title, safety: 'suggested', edits: [{ path, start: version.start, end: version.end, newText }] };
}

/** A version as others can ask for it: builds with a local label (`2.6.0+cu124`) are on no index but those that a file names. */
export function portable(document: Document, version: string): string {
  return document.mentions('index').length > 0 ? version : version.replace(/\+.*$/, '');
}
