import { popularPackages } from '../../facts/popular-packages';

export interface LookAlike {
  /** The well-known package that the name may be mistaken for. */
  readonly name: string;
  /** How the two differ, in words that follow "differs by". */
  readonly difference: string;
}

/** Shorter names differ by a letter from each other by chance. */
const shortest = 5;

/**
 * The well-known PyPI package whose name differs from this normalized one by one slip of the fingers: a letter more, less or other,
 * or two swapped. Undefined for names that are themselves known to be honest packages.
 */
export function lookAlike(name: string): LookAlike | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= mostKnown) known.clear();
  const found = lookedFor(name);
  known.set(name, found);
  return found;
}

/** Answers so far: at each keystroke the same names are asked about. */
const known = new Map<string, LookAlike | undefined>();
const mostKnown = 20_000;

function lookedFor(name: string): LookAlike | undefined {
  const { targets, honest } = popularPackages();
  if (name.length < shortest - 1 || honest.has(name)) return undefined;
  for (const target of targets) {
    const difference = target.length >= shortest ? slip(name, target) : undefined;
    if (difference !== undefined) return { name: target, difference };
  }
  return undefined;
}

/**
 * What differs between two names if it is one slip. Other digits, or one more at the end, make editions (`cu12`, `pkginfo2`),
 * and one more letter in front makes relatives (`ktransformers`): people choose such names on purpose.
 */
function slip(name: string, target: string): string | undefined {
  if (Math.abs(name.length - target.length) > 1) return undefined;
  const shorter = Math.min(name.length, target.length);
  let start = 0;
  while (start < shorter && name[start] === target[start]) start++;
  let end = 0;
  while (end < shorter - start && name[name.length - 1 - end] === target[target.length - 1 - end]) end++;
  if (Math.max(name.length, target.length) - start - end > 2) return undefined;
  const written = name.slice(start, name.length - end);
  const meant = target.slice(start, target.length - end);
  if (written.length === 2 && written === `${meant[1]}${meant[0]}`) return 'two swapped letters';
  if (written.length > 1 || meant.length > 1 || name === target) return undefined;
  if (written !== '' && meant !== '' && (/^\d\d$/.test(written + meant) || target.length === shortest))
    return undefined;
  if (start === target.length && /\d/.test(written)) return undefined;
  if (start === 0 && meant === '' && written !== target[0]) return undefined;
  if ((written + meant).includes('-')) return 'a hyphen';
  return /\d/.test(written + meant) ? 'one digit' : 'one letter';
}
