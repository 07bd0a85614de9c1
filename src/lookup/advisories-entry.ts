import type { Advisory } from '../domain/knowledge';
import type { AdvisoryFact } from '../facts/advisories-table';
import type { Version } from '../packaging/pep440';
import { intervalsOf, isWithin, pythonKey } from './advisories-ranges';
import type { Interval, KeyOf } from './advisories-ranges';

/** A row of the advisory table, ready to be asked about versions. */
export interface Entry {
  readonly fact: AdvisoryFact;
  readonly intervals: readonly Interval[];
  /** Versions affected beside those in the intervals, as written and as their sort keys. */
  readonly listed: ReadonlySet<string>;
}

export function entryOf(fact: AdvisoryFact, keyOf: KeyOf = pythonKey): Entry {
  const { ranges, versions } = fact;
  return {
    fact,
    intervals: ranges.flatMap((events) => intervalsOf(events, keyOf)),
    listed:
      versions.length === 0 ? nothing : new Set(versions.flatMap((version) => [version, keyOf(version) ?? version])),
  };
}

/** Whether a version is affected. One that PEP 440 has no place for can only be listed, letter by letter. */
export function isAffected(
  { intervals, listed }: Entry,
  text: string,
  version: Pick<Version, 'publicKey'> | undefined,
): boolean {
  if (listed.has(text)) return true;
  return version !== undefined && (listed.has(version.publicKey) || isWithin(intervals, version));
}

/** All versions that it names. */
export function boundsOf({ fact }: Entry): readonly string[] {
  return [...fact.ranges.flat().map(({ version }) => version), ...fact.versions];
}

/** The versions that it names as fixed. */
export function fixedIn({ ranges }: AdvisoryFact): readonly string[] {
  return ranges.flat().flatMap(({ kind, version }) => (kind === 'fixed' ? [version] : []));
}

/** What rules are told, each advisory once: those used in attacks first, then by score, then the newest id. */
export function advisoriesOf(entries: readonly Entry[]): readonly Advisory[] {
  const facts = [...new Map(entries.map(({ fact }) => [fact.id, fact])).values()];
  return facts.sort(worstFirst).map((fact) => {
    const { id, aliases, isExploited } = fact;
    const severity = severityOf(scoreOf(fact));
    return { id, aliases, ...(severity && { severity }), isExploited, fixed: fixedIn(fact) };
  });
}

function worstFirst(a: AdvisoryFact, b: AdvisoryFact): number {
  return (
    Number(b.isExploited) - Number(a.isExploited) ||
    (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0) ||
    (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
  );
}

/** The least score that a rating in words stands for. */
const scoreOfWord: ReadonlyMap<string, number> = new Map(Object.entries({ low: 0.1, medium: 4, high: 7, critical: 9 }));

function scoreOf({ severity }: AdvisoryFact): number | undefined {
  if (severity === '') return undefined;
  const score = Number(severity);
  return Number.isNaN(score) ? scoreOfWord.get(severity) : score;
}

/** https://www.first.org/cvss/v3-1/specification-document (section 5) */
function severityOf(score: number | undefined): Advisory['severity'] {
  if (score === undefined) return undefined;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

const nothing: ReadonlySet<string> = new Set();
