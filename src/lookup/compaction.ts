import { writeAdvisories } from '../facts/advisories-table';
import type { AdvisoryFact } from '../facts/advisories-table';
import { writeMalicious } from '../facts/malicious-table';
import { factsOfRecord, withoutDoubles } from './advisories-osv';
import type { NamedFact } from './advisories-osv';
import { fields, list } from './foreign-json';
import { MaliciousGathering, reportsOfRecord } from './malicious-osv';

/** What a compaction made: the tables of `facts`, and what went into them. */
export interface Compacted {
  readonly asOf: string;
  readonly advisories: string;
  readonly advisoryCount: number;
  readonly malicious: string;
  readonly maliciousCount: number;
  /** How many records there were, and how many of them were no OSV records. */
  readonly records: number;
  readonly broken: number;
}

export interface CompactionOptions {
  /** CVE ids of vulnerabilities that are used in attacks, and ids of advisories about them. */
  readonly exploited: ReadonlySet<string>;
  readonly isPopular: (name: string) => boolean;
  /** ISO 8601; days after this one are mistakes, of which databases have some. */
  readonly today: string;
}

/** Makes a snapshot of the records of an OSV export, one after the other. */
export class Compaction {
  readonly #facts: NamedFact[] = [];
  readonly #malicious: MaliciousGathering;
  #newest = '';
  #records = 0;
  #broken = 0;

  constructor(readonly options: CompactionOptions) {
    this.#malicious = new MaliciousGathering(options.isPopular);
  }

  add(record: unknown): void {
    this.#records++;
    const { id, modified, published, affected } = fields(record);
    if (typeof id !== 'string' || (affected !== undefined && !Array.isArray(affected))) {
      this.#broken++;
      return;
    }
    for (const time of [modified, published]) {
      const day = typeof time === 'string' && /^\d{4}-\d{2}-\d{2}/.test(time) ? time.slice(0, 10) : '';
      if (day > this.#newest && day <= this.options.today) this.#newest = day;
    }
    this.#facts.push(...factsOfRecord(record, this.options.exploited));
    for (const report of reportsOfRecord(record)) this.#malicious.add(report);
  }

  /** As of the day of the newest record. */
  finish(): Compacted {
    const asOf = this.#newest;
    const facts = withoutDoubles(this.#facts);
    const { packages, count } = this.#malicious;
    return {
      asOf,
      advisories: writeAdvisories(asOf, byName(facts)),
      advisoryCount: facts.length,
      malicious: writeMalicious(asOf, count, packages),
      maliciousCount: count,
      records: this.#records,
      broken: this.#broken,
    };
  }
}

function byName(facts: readonly NamedFact[]): ReadonlyMap<string, readonly AdvisoryFact[]> {
  const packages = new Map<string, AdvisoryFact[]>();
  for (const [name, fact] of facts) {
    const known = packages.get(name);
    if (known) known.push(fact);
    else packages.set(name, [fact]);
  }
  return packages;
}

/** Ids under which an older snapshot calls a vulnerability exploited, for exports do not say it. Where several CVE ids share an advisory, which of them it is is not known. */
export function exploitedIn(facts: Iterable<AdvisoryFact>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id, aliases, isExploited } of facts) {
    if (!isExploited) continue;
    const cves = aliases.filter((alias) => alias.startsWith('CVE-'));
    for (const one of [id, ...(cves.length === 1 ? aliases : [])]) ids.add(one);
  }
  return ids;
}

/** The CVE ids in CISA's catalog of vulnerabilities that are used in attacks: https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
export function exploitedInCatalog(catalog: unknown): ReadonlySet<string> {
  return new Set(
    list(fields(catalog).vulnerabilities).flatMap((one) => {
      const { cveID } = fields(one);
      return typeof cveID === 'string' ? [cveID] : [];
    }),
  );
}
