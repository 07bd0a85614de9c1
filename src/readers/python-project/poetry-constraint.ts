import type { Clause } from '../../domain/mention';
import { baseVersion, parseVersion } from '../../packaging/pep440';
import { isClause, nextRelease } from '../../packaging/pep440-specifier';

const longest = 1000;

/**
 * The clauses of PEP 440 that a constraint of Poetry means: https://python-poetry.org/docs/dependency-specification/
 * None for `*` and for alternatives (`||`); undefined where it is no constraint. `^1.2` and `~1.2` mean two clauses, and
 * both stand where the version is written.
 */
export function poetryClauses(constraint: string): readonly Clause[] | undefined {
  if (constraint.length > longest) return undefined;
  const alternatives = constraint.split(/\|\|?/);
  let at = 0;
  const clauses: (readonly Clause[] | undefined)[] = alternatives.map((part) => {
    const read = conjunction(part, at);
    at = constraint.indexOf(part, at) + part.length;
    return read;
  });
  if (clauses.includes(undefined)) return undefined;
  return clauses.length === 1 ? clauses[0] : [];
}

function conjunction(text: string, offset: number): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  const part = /\s*([~^=!<>]*)\s*([^\s,~^=!<>]+)\s*,?/y;
  while (text.slice(part.lastIndex).trim() !== '') {
    const found = part.exec(text);
    if (!found) return undefined;
    const [whole, operator, version] = found as unknown as [string, string, string];
    const start = offset + found.index + whole.indexOf(version, whole.indexOf(operator) + operator.length);
    const read = meaning(operator, { text: version, start, end: start + version.length });
    if (!read) return undefined;
    clauses.push(...read);
  }
  return clauses;
}

function meaning(operator: string, version: Clause['version']): readonly Clause[] | undefined {
  if (version.text === '*') return [];
  if (operator !== '^' && operator !== '~') {
    const meant = operator === '' || operator === '=' ? '==' : operator;
    return isClause(meant, version.text) ? [{ operator: meant, version }] : undefined;
  }
  const parsed = parseVersion(version.text);
  if (!parsed) return undefined;
  const { epoch, release } = parsed;
  const next = nextRelease(release.slice(0, operator === '^' ? breakingPart(release) : Math.min(release.length, 2)));
  return [
    { operator: '>=', version },
    { operator: '<', version: { ...version, text: baseVersion({ epoch, release: next }) }, isImplied: true },
  ];
}

/** How many numbers lead up to the first that is not zero: a change there breaks, as in `^0.2.3`. */
function breakingPart(release: readonly string[]): number {
  const first = release.findIndex((number) => number !== '0');
  return first < 0 ? release.length : first + 1;
}
