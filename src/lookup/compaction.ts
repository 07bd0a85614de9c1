import { writeAdvisories } from '../facts/advisories-table';
import type { AdvisoryFact, AdvisoryFacts } from '../facts/advisories-table';
import { writeMalicious } from '../facts/malicious-table';
import type { MaliciousFacts } from '../facts/malicious-table';
import { factsOfRecord, withoutDoubles } from './advisories-osv';
import type { NamedFact } from './advisories-osv';
import { fields, list } from './foreign-json';
import { MaliciousGathering, reportsOfRecord } from './malicious-osv';

/** What a compaction made: the tables of `facts`, and what went into them. */
export interface Compacted {
  readonly asOf: string;
  readonly advisories: string;
  readonly advisoryCount: number;
  /** `undefined` where there was no report at all. */
  readonly malicious: string | undefined;
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
  readonly #told = new Set<string>();
  #newest = '';
  #records = 0;
  #broken = 0;

  constructor(readonly options: CompactionOptions) {
    this.#malicious = new MaliciousGathering(options.isPopular);
  }

  add(record: unknown): void {
    this.#records++;
    const { id, modified, published, withdrawn, affected } = fields(record);
    if (typeof id !== 'string' || (affected !== undefined && !Array.isArray(affected))) {
      this.#broken++;
      return;
    }
    for (const time of [modified, published]) {
      const day = typeof time === 'string' && /^\d{4}-\d{2}-\d{2}/.test(time) ? time.slice(0, 10) : '';
      if (day <= this.options.today) this.#isAsNewAs(day);
    }
    const facts = factsOfRecord(record, this.options.exploited);
    const reports = reportsOfRecord(record);
    this.#facts.push(...facts);
    for (const report of reports) this.#malicious.add(report);
    if (withdrawn !== undefined || facts.length + reports.length > 0) this.#told.add(id);
  }

  /** How much there is so far. */
  get size(): { readonly advisories: number; readonly reports: number } {
    return { advisories: this.#facts.length, reports: this.#malicious.count };
  }

  /** Adds the advisories of an older snapshot of which no record said anything, not even that they are withdrawn. */
  keepAdvisories(advisories: AdvisoryFacts): void {
    for (const name of advisories.names)
      for (const fact of advisories.of(name)) if (!this.#told.has(fact.id)) this.#facts.push([name, fact]);
    this.#isAsNewAs(advisories.asOf);
  }

  /** Adds the reports of an older snapshot in the same way; releases stay as long as one of their reports does. */
  keepReports(malicious: MaliciousFacts): void {
    for (const name of malicious.names) {
      const { ids, releases } = malicious.of(name)!;
      if (ids.length === 0 || ids.some((id) => !this.#told.has(id))) this.#malicious.add({ name, ids, releases });
    }
    this.#isAsNewAs(malicious.asOf);
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
      malicious: count > 0 ? writeMalicious(asOf, count, packages) : undefined,
      maliciousCount: count,
      records: this.#records,
      broken: this.#broken,
    };
  }

  #isAsNewAs(day: string): void {
    if (day > this.#newest) this.#newest = day;
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
