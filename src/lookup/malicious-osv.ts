import type { MaliciousFact } from '../facts/malicious-table';
import { normalizedName } from '../packaging/name';
import { fields, isWord, list } from './foreign-json';

/** What a report says of a package: its ids, and the releases as in `MaliciousFact`. */
export interface MaliciousReportRecord {
  readonly name: string;
  readonly ids: readonly string[];
  readonly releases: readonly string[];
}

/**
 * What a record in the OSV format (https://ossf.github.io/osv-schema/) says of malicious releases of packages; nothing
 * where it is about something else, or has been withdrawn.
 */
export function reportsOfRecord(record: unknown, ecosystem = 'PyPI'): readonly MaliciousReportRecord[] {
  const { id, withdrawn, aliases, affected, database_specific } = fields(record);
  if (!isWord(id) || withdrawn !== undefined) return [];
  const isReport = [id, ...list(aliases)].some((one) => typeof one === 'string' && one.startsWith('MAL-'));
  return list(affected).flatMap((entry): MaliciousReportRecord[] => {
    const { package: subject, ranges, versions, database_specific: own } = fields(entry);
    const about = fields(subject);
    if (about.ecosystem !== ecosystem || !isWord(about.name)) return [];
    if (!isReport && ![own, database_specific].some((one) => list(fields(one).cwe_ids).includes(malware))) return [];
    const releases = [...list(versions).filter(isWord), ...list(ranges).flatMap(releasesOfRange)];
    const name = ecosystem === 'PyPI' ? normalizedName(about.name) : about.name;
    return releases.length === 0 ? [] : [{ name, ids: [id], releases }];
  });
}

/** Embedded malicious code: https://cwe.mitre.org/data/definitions/506.html */
export const malware = 'CWE-506';

function releasesOfRange(range: unknown): readonly string[] {
  const { type, events } = fields(range);
  return type === 'ECOSYSTEM' || type === 'SEMVER' ? releasesOfEvents(list(events)) : [];
}

/** What the events of a range mean: `*`, exact versions, or specifiers. A range without an end names a compromised release of an honest package: only its start is certain. */
export function releasesOfEvents(events: readonly unknown[]): readonly string[] {
  const releases: string[] = [];
  let from: string | undefined;
  for (const event of events.map(fields)) {
    if (isWord(event.introduced)) {
      if (from !== undefined) releases.push(from);
      from = event.introduced;
    }
    const until = isWord(event.fixed)
      ? `<${event.fixed}`
      : isWord(event.last_affected)
        ? `<=${event.last_affected}`
        : '';
    if (from === undefined || until === '') continue;
    releases.push(from === '0' ? until : `>=${from},${until}`);
    from = undefined;
  }
  return from === undefined ? releases : [...releases, from === '0' ? '*' : from];
}

/** Gathers reports into what is known of each package. In one that is popular, only single releases can be malicious. */
export class MaliciousGathering {
  readonly #packages = new Map<string, { ids: Set<string>; releases: Set<string> }>();
  count = 0;

  constructor(readonly isPopular: (name: string) => boolean) {}

  add({ name, ids, releases }: MaliciousReportRecord): void {
    const known = this.#packages.get(name) ?? { ids: new Set(), releases: new Set() };
    this.#packages.set(name, known);
    for (const id of ids) known.ids.add(id);
    for (const release of releases) known.releases.add(release);
    this.count += Math.max(1, ids.length);
  }

  /** By name, sorted. */
  get packages(): ReadonlyMap<string, MaliciousFact> {
    const byName = [...this.#packages].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(
      byName.flatMap(([name, { ids, releases }]) => {
        const popular = this.isPopular(name);
        const every = releases.has('*') && !popular;
        const single = [...releases].filter((release) => release !== '*').sort();
        if (!every && single.length === 0) return [];
        return [[name, { ids: [...ids].sort(), releases: every ? ['*'] : single, popular }]];
      }),
    );
  }
}
