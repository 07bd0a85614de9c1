import type { Advisory } from '../domain/knowledge';
import type { AdvisoryFact } from '../facts/advisories-table';
import { parseVersion } from '../packaging/pep440';
import type { Version } from '../packaging/pep440';
import { intervalsOf, isWithin } from './advisories-ranges';
import type { Interval } from './advisories-ranges';

/** A row of the advisory table, ready to be asked about versions. */
export interface Entry {
  readonly advisory: Advisory;
  /** A base score of CVSS, by which the worst is found; 0 where nobody has rated it. */
  readonly score: number;
  readonly isMalicious: boolean;
  readonly intervals: readonly Interval[];
  /** Versions affected beside those in the intervals, as written and as their sort keys. */
  readonly listed: ReadonlySet<string>;
  /** All versions that it names. */
  readonly bounds: readonly string[];
}

export function entryOf(fact: AdvisoryFact): Entry {
  const { id, aliases, isExploited, isMalicious, ranges, versions } = fact;
  const score = Number.isNaN(Number(fact.severity)) ? scoreOfWord[fact.severity] : Number(fact.severity);
  const fixed = ranges.flat().flatMap(({ kind, version }) => (kind === 'fixed' ? [version] : []));
  const severity = fact.severity === '' || score === undefined ? undefined : severityOf(score);
  return {
    advisory: { id, aliases, ...(severity && { severity }), isExploited, fixed },
    score: score ?? 0,
    isMalicious,
    intervals: ranges.flatMap(intervalsOf),
    listed: new Set(versions.flatMap((version) => [version, parseVersion(version)?.key ?? version])),
    bounds: [...ranges.flat().map(({ version }) => version), ...versions],
  };
}

/** Whether a version is affected. One that PEP 440 has no place for can only be listed, letter by letter. */
export function isAffected({ intervals, listed }: Entry, text: string, version: Version | undefined): boolean {
  if (listed.has(text)) return true;
  return version !== undefined && (listed.has(version.publicKey) || isWithin(intervals, version));
}

/** Those used in attacks first, then by score, then the newest id. */
export function worstFirst(a: Entry, b: Entry): number {
  return (
    Number(b.advisory.isExploited) - Number(a.advisory.isExploited) ||
    b.score - a.score ||
    (a.advisory.id < b.advisory.id ? 1 : a.advisory.id > b.advisory.id ? -1 : 0)
  );
}

/** The least score that a rating in words stands for. */
const scoreOfWord: Readonly<Record<string, number>> = { low: 0.1, medium: 4, high: 7, critical: 9 };

/** https://www.first.org/cvss/v3-1/specification-document (section 5) */
function severityOf(score: number): NonNullable<Advisory['severity']> {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}
