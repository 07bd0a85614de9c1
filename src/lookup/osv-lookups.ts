import type { Snapshot } from '../facts/snapshot';
import type { Host } from '../host/ports';
import type { AnswerCache, KeptAnswer } from './answer-cache';
import { keyOf } from './asked-packages';
import type { AskedPackage } from './asked-packages';
import { atOnce } from './at-once';
import { fields, list } from './foreign-json';
import { merged, unknownTo } from './online-advisories';
import type { OnlineAdvisories } from './online-advisories';
import { recordOf, recordsOn } from './osv-service';
import type { AskOsv, OsvReference } from './osv-service';
import { Service } from './service';

const api = 'https://api.osv.dev';
const timeout = 20_000;
const longestAnswer = 32 << 20;
const longestRecord = 4 << 20;

/** What OSV says of packages beyond the snapshot. */
export class OsvLookups {
  readonly #found = new Map<string, OnlineAdvisories>();

  constructor(
    readonly host: Host,
    readonly cache: AnswerCache,
  ) {}

  /** Undefined where OSV was not asked; what is in it may be undefined because nothing is known. */
  about(ecosystem: string, name: string): OnlineAdvisories | undefined {
    return this.#found.get(keyOf(ecosystem, name));
  }

  /** What was found for one snapshot does not count for another one. */
  forget(): void {
    this.#found.clear();
  }

  /** Opens the answer that is kept on this machine. */
  async open(asked: AskedPackage, snapshot: Snapshot): Promise<void> {
    const key = keyOf(asked.ecosystem, asked.name);
    const kept = await this.cache.get('advisories', key);
    if (!kept || this.#found.has(key)) return;
    const records: unknown[] = [];
    for (const { id, modified } of list(kept.value).map(fields)) {
      const record = await this.cache.get('record', `${String(id)} ${String(modified)}`);
      if (!record) return;
      records.push(record.value);
    }
    this.#found.set(key, merged(snapshot, asked, records, kept.at));
  }

  /** Asks about what was not asked about of late; gives the keys of the packages of which something new may be known. */
  async ask(packages: readonly AskedPackage[], snapshot: Snapshot): Promise<readonly string[]> {
    const stale = packages.filter(({ ecosystem, name }) => !this.cache.isFresh(this.about(ecosystem, name)));
    if (stale.length === 0) return [];
    const osv = new Service(this.host, 'OSV');
    const ask =
      (limit: number): AskOsv =>
      (path, body) =>
        osv.request(api + path, { timeout, limit, ...(body !== undefined && { body }) });
    const queries = stale.map(({ ecosystem, name }) => ({ ecosystem: osvNames[ecosystem], name }));
    const answers = await osv.attempt(() => recordsOn(ask(longestAnswer), queries));
    if (!answers) return [];
    const changed: string[] = [];
    await atOnce(stale, async (asked, at) => {
      const needed = unknownTo(snapshot, asked, answers[at]!);
      const records: KeptAnswer[] = [];
      for (const reference of needed) {
        const record = await this.#record(reference, () =>
          osv.attempt(() => recordOf(ask(longestRecord), reference.id)),
        );
        if (!record) return; // what is not whole is asked for again
        records.push(record);
      }
      const key = keyOf(asked.ecosystem, asked.name);
      const { at: time } = await this.cache.put('advisories', key, needed);
      const values = records.map(({ value }) => value);
      this.#found.set(key, merged(snapshot, asked, values, time));
      changed.push(key);
    });
    return changed;
  }

  /** A record as of its last change; once fetched, it is kept. */
  async #record({ id, modified }: OsvReference, fetched: () => Promise<unknown>): Promise<KeptAnswer | undefined> {
    const key = `${id} ${modified}`;
    const kept = await this.cache.get('record', key);
    if (kept) return kept;
    const record = await fetched();
    return record === undefined ? undefined : this.cache.put('record', key, withoutTexts(record));
  }
}

const osvNames = { pypi: 'PyPI', npm: 'npm' } as const;

/** The parts of a record that are read; its prose is not kept. */
function withoutTexts(record: unknown): object {
  const { id, modified, withdrawn, aliases, affected, severity, database_specific } = fields(record);
  return { id, modified, withdrawn, aliases, affected, severity, database_specific };
}
