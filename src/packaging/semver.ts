import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';

/** Longer ranges are nobody's. */
const longest = 256;

/**
 * Whether a version fits a range of npm, such as `^1.2 || >=3`; undefined where the range is none, such as a tag.
 * https://github.com/npm/node-semver#ranges
 */
export function fitsNpmRange(version: string, range: string): boolean | undefined {
  if (range.length > longest || validRange(range) === null) return undefined;
  return satisfies(version, range);
}
