/** Versions of npm: https://semver.org/spec/v2.0.0.html */

/** A version in a form that sorts. */
export interface NpmVersion {
  readonly text: string;
  readonly isPrerelease: boolean;
  /** Sorts as the versions do when compared by UTF-16 code units. */
  readonly publicKey: string;
}

const pattern = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const longest = 256;

/** Reads a whole version; `undefined` for ranges, tags and anything else. */
export function parseNpmVersion(text: string): NpmVersion | undefined {
  const match = text.length <= longest ? pattern.exec(text.trim()) : null;
  if (!match) return undefined;
  const [, major, minor, patch, pre] = match;
  const release = [major!, minor!, patch!].map(sortable).join('');
  return { text: text.trim(), isPrerelease: pre !== undefined, publicKey: release + (pre ? preKey(pre) : final) };
}

/** After everything that a pre-release can have at its place. */
const final = '~';

/** Numbers come before words, and fewer parts before more. */
function preKey(pre: string): string {
  return pre
    .split('.')
    .map((part) => `\u0001${/^\d+$/.test(part) ? `0${sortable(part)}` : `1${part}`}`)
    .join('');
}

/** Digits so written that longer numbers sort after shorter ones. */
function sortable(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, '');
  return String.fromCharCode(number.length + 1) + number;
}
