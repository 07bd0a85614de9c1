import { popularPackages } from '../../facts/popular-packages';

export interface LookAlike {
  /** The well-known package that the name may be mistaken for. */
  readonly name: string;
  /** How the two differ, in words that follow "differs by". */
  readonly difference: string;
  /** Whether the names look the same at a glance, which is seldom a slip of the fingers. */
  readonly isDisguised: boolean;
}

/** Shorter names differ by a letter from each other by chance. */
const shortest = 5;

/**
 * The well-known PyPI package whose name differs from this normalized one by one slip: a letter more, less or other, two swapped,
 * hyphens, or letters that look alike. Undefined for names that are themselves known to be honest packages.
 */
export function lookAlike(name: string): LookAlike | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= mostKnown) known.clear();
  const { honest } = popularPackages();
  const found = name.length < shortest - 1 || honest.has(name) ? undefined : wellKnownLike(name);
  known.set(name, found);
  return found;
}

/** Answers so far: at each keystroke the same names are asked about. */
const known = new Map<string, LookAlike | undefined>();
const mostKnown = 20_000;

/** The well-known name that is one slip away from another one, whatever is known of that. */
export function wellKnownLike(name: string): LookAlike | undefined {
  const { alike, unhyphenated } = (forms ??= formsOfTargets());
  const disguised = alike.get(glyphs(name));
  if (disguised !== undefined) return { name: disguised, difference: 'letters that look alike', isDisguised: true };
  const joined = unhyphenated.get(withoutHyphens(name));
  if (joined !== undefined) return { name: joined, difference: hyphensBetween(name, joined), isDisguised: false };
  for (const target of popularPackages().targets) {
    if (target.length < shortest) continue;
    const difference = slip(name, target) ?? slipInSingular(name, target);
    if (difference !== undefined) return { name: target, difference, isDisguised: false };
  }
  return undefined;
}

interface Forms {
  readonly alike: ReadonlyMap<string, string>;
  readonly unhyphenated: ReadonlyMap<string, string>;
}

let forms: Forms | undefined;

/** The well-known names by what is left of them at a glance, and without hyphens; of several, the most downloaded. */
function formsOfTargets(): Forms {
  const targets = popularPackages()
    .targets.filter(({ length }) => length >= shortest)
    .reverse();
  return {
    alike: new Map(targets.map((target) => [glyphs(target), target])),
    unhyphenated: new Map(targets.map((target) => [withoutHyphens(target), target])),
  };
}

/** Characters that many fonts show nearly the same, as one. */
function glyphs(name: string): string {
  return name.replace(/0/g, 'o').replace(/[1i]/g, 'l').replace(/rn/g, 'm').replace(/vv/g, 'w');
}

function withoutHyphens(name: string): string {
  return name.replace(/-/g, '');
}

function hyphensBetween(name: string, target: string): string {
  return Math.abs(name.length - target.length) === 1 ? 'a hyphen' : 'hyphens';
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
  if (written !== '' && meant !== '') {
    if (/^\d\d$/.test(written + meant)) return undefined;
    if (target.length === shortest && !areNeighbors(written, meant)) return undefined;
  }
  if (start === target.length && /\d/.test(written) && written !== target.at(-1)) return undefined;
  if (start === 0 && meant === '' && written !== target[0]) return undefined;
  if ((written + meant).includes('-')) return 'a hyphen';
  return /\d/.test(written + meant) ? 'one digit' : 'one letter';
}

/** Whoever mistypes `requests` may leave out its plural as well: `reqest`. */
function slipInSingular(name: string, target: string): string | undefined {
  if (!target.endsWith('s') || target.length <= shortest + 2) return undefined;
  return slip(name, target.slice(0, -1)) && 'a few letters';
}

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Whether two keys lie side by side, or in rows above each other, each of which begins half a key to the right. */
function areNeighbors(a: string, b: string): boolean {
  const [first, second] = [keyOf(a), keyOf(b)];
  if (!first || !second) return false;
  const down = second.row - first.row;
  const right = second.at - first.at;
  return down === 0 ? Math.abs(right) === 1 : Math.abs(down) === 1 && (right === 0 || right === -down);
}

function keyOf(character: string): { readonly row: number; readonly at: number } | undefined {
  const row = rows.findIndex((keys) => keys.includes(character));
  return row < 0 ? undefined : { row, at: rows[row]!.indexOf(character) };
}
