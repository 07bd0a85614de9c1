import {
  isPostrelease,
  isPrerelease,
  isVersion,
  longestVersion,
  parseVersion,
  publicKeyOf,
  type Version,
} from './pep440';

/** Version specifiers: https://packaging.python.org/en/latest/specifications/version-specifiers/#version-specifiers */

export type Operator = '~=' | '==' | '!=' | '<=' | '>=' | '<' | '>' | '===';

/** One clause, such as `>=1.2` or `==1.*`, ready to be asked about versions. */
export interface SpecifierClause {
  readonly operator: Operator;
  /** As written after the operator. */
  readonly version: string;
  /** The version meant; absent after `===` where it is none. Of `1.*` it is `1`. */
  readonly parsed?: Version;
  /** Whether it ends in `.*`. */
  readonly wildcard: boolean;
  /** Says whether a version fits; `version` is absent where `text` is none. */
  readonly fits: (version: Version | undefined, text: string) => boolean;
}

export type Specifier = readonly SpecifierClause[];

export interface ContainsOptions {
  /** Whether pre-releases are accepted; by default they are where a clause names one, or where nothing else fits. */
  readonly prereleases?: boolean;
  /** An installed pre-release is accepted in any case. */
  readonly installed?: boolean;
}

/** Reads clauses separated by commas; `undefined` where one of them is none. An empty text accepts everything. */
export function parseSpecifier(text: string): Specifier | undefined {
  if (text.length > 65_536) return undefined;
  const clauses: SpecifierClause[] = [];
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const clause = parseClause(part);
    if (!clause) return undefined;
    clauses.push(clause);
  }
  return clauses;
}

/** Reads one clause with its operator. */
export function parseClause(text: string): SpecifierClause | undefined {
  const [, operator, version] = /^\s*(~=|={2,3}|!=|<=|>=|<|>)([^]*)$/.exec(text) ?? [];
  return operator === undefined ? undefined : clauseOf(operator, version!);
}

/** Reads one clause whose operator and version are known apart. */
export function clauseOf(operator: string, versionText: string): SpecifierClause | undefined {
  const version = versionText.trim();
  if (!isClause(operator, version)) return undefined;
  const wildcard = operator !== '===' && version.endsWith('.*');
  const parsed = parseVersion(wildcard ? version.slice(0, -2) : version);
  if (operator === '===') {
    const wanted = version.toLowerCase();
    return { operator, version, wildcard, ...(parsed && { parsed }), fits: (_, text) => text.toLowerCase() === wanted };
  }
  const compare = (wildcard ? wildcards : comparisons)[operator as keyof typeof comparisons]!(parsed!);
  return {
    operator: operator as Operator,
    version,
    parsed: parsed!,
    wildcard,
    fits: (candidate) => candidate !== undefined && compare(candidate),
  };
}

/** Whether an operator and a version make a clause; quicker than to read it. */
export function isClause(operator: string, version: string): boolean {
  if (operator === '===') return version !== '' && !/[\s;)]/.test(version);
  if (!Object.hasOwn(comparisons, operator) || version.length > longestVersion) return false;
  const equality = operator === '==' || operator === '!=';
  if (version.endsWith('.*')) return equality && /^v?(?:\d+!)?\d+(?:\.\d+)*\.\*$/i.test(version);
  if (!equality && version.includes('+')) return false;
  if (operator === '~=' && !/^v?(?:\d+!)?\d+\.\d/i.test(version)) return false;
  return isVersion(version);
}

/** Whether a version fits all clauses, as `packaging.specifiers.SpecifierSet.contains` decides it. */
export function specifierContains(
  specifier: Specifier,
  version: string | Version,
  { prereleases, installed }: ContainsOptions = {},
): boolean {
  const parsed = typeof version === 'string' ? parseVersion(version) : version;
  const text = typeof version === 'string' ? version : version.text;
  if (prereleases === false && parsed && isPrerelease(parsed) && installed !== true) return false;
  return fits(specifier, parsed, text);
}

/** The versions that fit, in their order. Pre-releases are left out unless asked for, implied, or all that fits. */
export function filterVersions(
  specifier: Specifier,
  versions: readonly string[],
  { prereleases }: ContainsOptions = {},
): readonly string[] {
  const fitting = versions
    .map((text) => ({ text, parsed: parseVersion(text) }))
    .filter(({ text, parsed }) => fits(specifier, parsed, text));
  const accept = prereleases ?? (impliesPrereleases(specifier) || undefined);
  const finals = fitting.filter(({ parsed }) => !parsed || !isPrerelease(parsed));
  const settled = accept === false || finals.some(({ parsed }) => parsed);
  return (accept !== true && settled ? finals : fitting).map(({ text }) => text);
}

/** Whether a clause names a pre-release, and so accepts them. */
export function impliesPrereleases(specifier: Specifier): boolean {
  return specifier.some(({ operator, parsed }) => operator !== '!=' && parsed !== undefined && isPrerelease(parsed));
}

function fits(specifier: Specifier, version: Version | undefined, text: string): boolean {
  return specifier.every((clause) => clause.fits(version, text));
}

type Comparison = (candidate: Version) => boolean;

const comparisons: Readonly<Record<Exclude<Operator, '==='>, (version: Version) => Comparison>> = {
  '==': equal,
  '!=': (version) => not(equal(version)),
  '<=':
    ({ publicKey }) =>
    (candidate) =>
      candidate.publicKey <= publicKey,
  '>=':
    ({ publicKey }) =>
    (candidate) =>
      candidate.publicKey >= publicKey,
  '<': less,
  '>': greater,
  '~=': compatible,
};

const wildcards: Partial<typeof comparisons> = { '==': prefixed, '!=': (version) => not(prefixed(version)) };

/** Without a local part, the local part of candidates does not count. */
function equal({ local, key }: Version): Comparison {
  return local === undefined ? (candidate) => candidate.publicKey === key : (candidate) => candidate.key === key;
}

/** `<V` leaves out the pre-releases of V, unless V is one. */
function less(version: Version): Comparison {
  const bound = isPrerelease(version) ? version.key : publicKeyOf({ ...version, dev: '0' });
  return (candidate) => candidate.key < version.key && (candidate.key < bound || !isPrerelease(candidate));
}

/** `>V` leaves out the local versions of V and, unless V is one, its post-releases. */
function greater(version: Version): Comparison {
  const post = isPostrelease(version);
  return (candidate) =>
    candidate.publicKey > version.publicKey &&
    (post || !isPostrelease(candidate) || postBaseKey(candidate) !== version.publicKey);
}

function postBaseKey({ epoch, release, pre }: Version): string {
  return publicKeyOf({ epoch, release, ...(pre && { pre }) });
}

/** `~=1.4.2` means `>=1.4.2,==1.4.*`. */
function compatible(version: Version): Comparison {
  const inSeries = prefixed({ ...version, release: version.release.slice(0, -1) });
  return (candidate) => candidate.publicKey >= version.publicKey && inSeries(candidate);
}

/** `1.2.*` holds everything from `1.2.dev0` up to, but not, `1.3.dev0`. */
function prefixed({ epoch, release }: Pick<Version, 'epoch' | 'release'>): Comparison {
  const first = publicKeyOf({ epoch, release, dev: '0' });
  const beyond = publicKeyOf({ epoch, release: nextRelease(release), dev: '0' });
  return (candidate) => candidate.publicKey >= first && candidate.publicKey < beyond;
}

/** `1.3` for `1.2`. */
export function nextRelease(release: readonly string[]): readonly string[] {
  return [...release.slice(0, -1), String(BigInt(release[release.length - 1]!) + 1n)];
}

function not(comparison: Comparison): Comparison {
  return (candidate) => !comparison(candidate);
}
