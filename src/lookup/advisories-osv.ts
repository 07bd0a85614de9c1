import type { AdvisoryFact, RangeEvent } from '../facts/advisories-table';
import { normalizedName } from '../packaging/name';
import { parseVersion } from '../packaging/pep440';
import { baseScore } from './advisories-cvss';
import { intervalsOf, isWithin } from './advisories-ranges';
import { fields, isWord, list } from './foreign-json';
import { malware } from './malicious-osv';

/** A fact and the normalized name of the package that it is about. */
export type NamedFact = readonly [name: string, fact: AdvisoryFact];

/**
 * What a record in the OSV format (https://ossf.github.io/osv-schema/) says of packages, of PyPI unless
 * told otherwise; nothing where it has been
 * withdrawn, reports malware, or is no record. `exploited` are the ids of the
 * vulnerabilities that are used in attacks.
 */
export function factsOfRecord(
  record: unknown,
  exploited: ReadonlySet<string>,
  wanted: 'PyPI' | 'npm' = 'PyPI',
): readonly NamedFact[] {
  const { id, withdrawn, affected, ...rest } = fields(record);
  if (!isWord(id) || id.startsWith('MAL-') || withdrawn !== undefined) return [];
  const aliases = list(rest.aliases).filter(isWord).sort(cveFirst);
  const shared = fields(rest.database_specific);
  return list(affected).flatMap((entry): NamedFact[] => {
    const { package: subject, ranges, versions, severity, database_specific } = fields(entry);
    const { ecosystem, name } = fields(subject);
    if (ecosystem !== wanted || !isWord(name)) return [];
    const own = fields(database_specific);
    const events = list(ranges).map(eventsOf).filter(isFilled);
    const fact: AdvisoryFact = {
      id,
      aliases,
      severity: severityOf([...list(rest.severity), ...list(severity)], [own.severity, shared.severity]),
      isExploited: [id, ...aliases].some((one) => exploited.has(one)),
      isMalicious:
        aliases.some(isMalwareReport) || [own, shared].some(({ cwe_ids }) => list(cwe_ids).includes(malware)),
      ranges: events,
      versions: list(versions)
        .filter(isWord)
        .filter((version) => !isCovered(events, version)),
    };
    return [[wanted === 'PyPI' ? normalizedName(name) : name, fact]];
  });
}

/** Without the records of other databases about a problem for which PyPA has one of its own. */
export function withoutDoubles(facts: readonly NamedFact[]): readonly NamedFact[] {
  const told = new Set(
    facts.flatMap(([name, { id, aliases }]) => (isPypa(id) ? aliases.map((alias) => `${name} ${alias}`) : [])),
  );
  return facts.filter(([name, { id }]) => isPypa(id) || !told.has(`${name} ${id}`));
}

function isMalwareReport(alias: string): boolean {
  return alias.startsWith('MAL-');
}

function isPypa(id: string): boolean {
  return id.startsWith('PYSEC-');
}

/** Git ranges speak of commits, and are left out. */
function eventsOf(range: unknown): readonly RangeEvent[] {
  const { type, events } = fields(range);
  if (type !== 'ECOSYSTEM' && type !== 'SEMVER') return [];
  return list(events).flatMap((event) =>
    Object.entries(fields(event)).flatMap(([kind, version]): RangeEvent[] =>
      isEventKind(kind) && isWord(version) && version !== '*' ? [{ kind, version }] : [],
    ),
  );
}

function isEventKind(text: string): text is RangeEvent['kind'] {
  return ['introduced', 'fixed', 'last_affected', 'limit'].includes(text);
}

function isCovered(ranges: readonly (readonly RangeEvent[])[], text: string): boolean {
  const version = parseVersion(text);
  return version !== undefined && ranges.some((events) => isWithin(intervalsOf(events), version));
}

/** The highest base score of the vectors given, else the word of the database. */
function severityOf(severities: readonly unknown[], ratings: readonly unknown[]): string {
  const scores = severities.flatMap((severity) => {
    const { score } = fields(severity);
    return (typeof score === 'string' ? baseScore(score) : undefined) ?? [];
  });
  if (scores.length > 0) return Math.max(...scores).toFixed(1);
  const rating = ratings.find((word): word is string => typeof word === 'string')?.toLowerCase() ?? '';
  if (rating === 'moderate') return 'medium';
  return ['low', 'medium', 'high', 'critical'].includes(rating) ? rating : '';
}

function cveFirst(a: string, b: string): number {
  return Number(b.startsWith('CVE-')) - Number(a.startsWith('CVE-')) || (a < b ? -1 : a > b ? 1 : 0);
}

function isFilled(events: readonly RangeEvent[]): boolean {
  return events.length > 0;
}
