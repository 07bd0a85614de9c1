/** Python versions: https://packaging.python.org/en/latest/specifications/version-specifiers/ (PEP 440) */

/** A version in its parts. Numbers are digits without leading zeros, as they may be longer than a number holds. */
export interface Version {
  /** As written, without surrounding white space. */
  readonly text: string;
  readonly epoch: string;
  readonly release: readonly string[];
  readonly pre?: { readonly phase: 'a' | 'b' | 'rc'; readonly number: string };
  readonly post?: string;
  readonly dev?: string;
  /** Normalized, such as `cu124.1`. */
  readonly local?: string;
  /** Sorts as the versions do when compared by UTF-16 code units; `publicKey` leaves the local part out. */
  readonly publicKey: string;
  readonly key: string;
}

/** The longest text that is taken for a version, in UTF-16 code units. */
export const longestVersion = 512;

const pattern =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))?(?:[-_.]?dev[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

/** Reads a version in any spelling that the specification allows; `undefined` for anything else. */
export function parseVersion(text: string): Version | undefined {
  if (text.length > longestVersion) return undefined;
  const spelled = text.trim();
  const match = pattern.exec(spelled);
  if (!match) return undefined;
  const [, epoch, release, phase, preNumber, dashed, post, dev, local] = match;
  return assemble({
    text: spelled,
    epoch: digits(epoch ?? ''),
    release: release!.split('.').map(digits),
    ...(phase !== undefined && { pre: { phase: phaseOf(phase), number: digits(preNumber ?? '') } }),
    ...((dashed ?? post) !== undefined && { post: digits(dashed ?? post ?? '') }),
    ...(dev !== undefined && { dev: digits(dev) }),
    ...(local !== undefined && { local: normalizedLocal(local) }),
  });
}

const plain = /^\d+(?:\.\d+)*$/;

/** The key of a version in any spelling, quicker than to read all of it; `undefined` for what is none. */
export function versionKey(text: string): string | undefined {
  if (text.length > longestVersion || !plain.test(text)) return parseVersion(text)?.key;
  return publicKeyOf({ epoch: '0', release: text.split('.').map(digits) });
}

/** Whether a text is a version in any spelling; quicker than to read it. */
export function isVersion(text: string): boolean {
  return text.length <= longestVersion && pattern.test(text.trim());
}

/** Negative where `a` comes before `b`, positive where it comes after, 0 where both are the same version. */
export function compareVersions(a: Version, b: Version): number {
  return a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
}

/** A pre-release or a development release, including those of a post-release. */
export function isPrerelease(version: Version): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

/** A post-release, including its development releases. */
export function isPostrelease(version: Version): boolean {
  return version.post !== undefined;
}

/** The normalized spelling: `1.0a1` for `v1.0-ALPHA.1`. */
export function normalizedVersion(version: Version): string {
  return version.local === undefined ? publicVersion(version) : `${publicVersion(version)}+${version.local}`;
}

/** The normalized spelling without the local part. */
export function publicVersion({ pre, post, dev, ...version }: Version): string {
  return (
    baseVersion(version) +
    (pre ? pre.phase + pre.number : '') +
    (post === undefined ? '' : `.post${post}`) +
    (dev === undefined ? '' : `.dev${dev}`)
  );
}

/** The normalized epoch and release alone: `1!2.0` for `1!2.0rc1.post2`. */
export function baseVersion({ epoch, release }: Pick<Version, 'epoch' | 'release'>): string {
  return (epoch === '0' ? '' : `${epoch}!`) + release.join('.');
}

type VersionParts = Omit<Version, 'publicKey' | 'key'>;

function assemble(parts: VersionParts): Version {
  const publicKey = publicKeyOf(parts);
  return { ...parts, publicKey, key: publicKey + localKeyOf(parts.local) };
}

/** Sorts before and after everything else that can stand at its place in a key. */
const lowest = '\u0001';
const highest = '~';

/** The part of the key that all versions but the local part decides. */
export function publicKeyOf({ epoch, release, pre, post, dev }: Omit<VersionParts, 'text' | 'local'>): string {
  let significant = release.length;
  while (significant > 0 && release[significant - 1] === '0') significant--;
  let key = sortable(epoch);
  for (let at = 0; at < significant; at++) key += sortable(release[at]!);
  key += lowest;
  if (pre) key += pre.phase + sortable(pre.number);
  else key += post === undefined && dev !== undefined ? lowest : highest;
  key += post === undefined ? lowest : sortable(post);
  return key + (dev === undefined ? highest : `a${sortable(dev)}`);
}

/** In a local version numbers come after words, and more parts after fewer. */
function localKeyOf(local: string | undefined): string {
  if (local === undefined) return '';
  let key = '';
  for (const part of local.split('.'))
    key += /^\d/.test(part) && /^\d+$/.test(part) ? `~${sortable(part)}` : `+${part}${lowest}`;
  return key;
}

/** Digits so written that longer numbers sort after shorter ones. */
function sortable(number: string): string {
  return String.fromCharCode(number.length + 1) + number;
}

function digits(text: string): string {
  return text !== '' && !text.startsWith('0') ? text : text.replace(/^0+(?=\d)/, '') || '0';
}

function phaseOf(spelled: string): 'a' | 'b' | 'rc' {
  const first = spelled[0]!.toLowerCase();
  return first === 'a' || first === 'b' ? first : 'rc';
}

function normalizedLocal(local: string): string {
  return local
    .toLowerCase()
    .split(/[-_.]/)
    .map((part) => (/^\d+$/.test(part) ? digits(part) : part))
    .join('.');
}
