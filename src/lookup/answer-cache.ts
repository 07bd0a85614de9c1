import { createHash } from 'node:crypto';
import type { Host } from '../host/ports';
import { fields, parsedJson } from './foreign-json';

/** An answer from the network as it is kept. */
export interface KeptAnswer {
  /** When it was given, ISO 8601. */
  readonly at: string;
  readonly value: unknown;
}

const longestAnswer = 2 << 20;
/** Milliseconds for which an answer is not asked for again, and for which it is used at all. */
const fresh = 12 * 60 * 60_000;
const usable = 90 * 24 * 60 * 60_000;
const mostAnswers = 20_000;
const mostBytes = 128 << 20;
/** How much stays when there is too much. */
const kept = 0.8;

/** Answers from the network, kept on this machine in a file each: to be asked for less often, and to be had when there is no network. */
export class AnswerCache {
  readonly #folder: string | undefined;
  #names: Promise<Set<string>> | undefined;

  constructor(readonly host: Pick<Host, 'files' | 'clock' | 'caches'>) {
    this.#folder = host.caches && `${host.caches}/answers`;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#known()).size === 0;
  }

  async get(kind: string, key: string): Promise<KeptAnswer | undefined> {
    const name = nameOf(kind, key);
    if (!(await this.#known()).has(name)) return undefined;
    const bytes = await this.host.files.read(`${this.#folder}/${name}`, longestAnswer).catch(() => undefined);
    const { at, key: of, value } = fields(bytes && parsedJson(bytes));
    return typeof at === 'string' && of === key && this.#age(at) < usable ? { at, value } : undefined;
  }

  /** Whether an answer, if there is one, is so new that nobody has to be asked again. */
  isFresh(answer: { readonly at: string } | undefined): boolean {
    return answer !== undefined && this.#age(answer.at) < fresh;
  }

  /** Keeps an answer if it can; one that cannot be written is asked for again. */
  async put(kind: string, key: string, value: unknown): Promise<KeptAnswer> {
    const answer = { at: this.host.clock.now().toISOString(), value };
    const text = JSON.stringify({ ...answer, key });
    if (this.#folder === undefined || text.length > longestAnswer) return answer;
    const name = nameOf(kind, key);
    const names = await this.#known();
    try {
      if (names.size === 0) await this.host.files.makeFolder(this.#folder);
      await this.host.files.write(`${this.#folder}/${name}`, text);
      names.add(name);
    } catch {
      return answer;
    }
    return answer;
  }

  /** Deletes the oldest answers where there are too many, or they are too large together. */
  async trim(most = mostAnswers, largest = mostBytes): Promise<void> {
    const names = await this.#known();
    const { files } = this.host;
    const found = await Promise.all(
      [...names].map(async (name) => {
        const stat = await files.stat(`${this.#folder}/${name}`).catch(() => undefined);
        return { name, size: stat?.size ?? 0, modified: stat?.modified ?? 0 };
      }),
    );
    let bytes = found.reduce((sum, { size }) => sum + size, 0);
    if (names.size <= most && bytes <= largest) return;
    for (const { name, size } of found.sort((a, b) => a.modified - b.modified)) {
      if (names.size <= most * kept && bytes <= largest * kept) return;
      await files.delete(`${this.#folder}/${name}`).catch(() => undefined);
      names.delete(name);
      bytes -= size;
    }
  }

  /** In milliseconds; that of a time that is none is no number, and less than nothing. */
  #age(at: string): number {
    return Math.abs(this.host.clock.now().getTime() - Date.parse(at));
  }

  /** The names of the files that are there, listed once. */
  #known(): Promise<Set<string>> {
    return (this.#names ??= this.#listed());
  }

  async #listed(): Promise<Set<string>> {
    if (this.#folder === undefined) return new Set();
    const entries = await this.host.files.list(this.#folder).catch(() => []);
    return new Set(entries.flatMap(({ name, kind }) => (kind === 'file' && name.endsWith('.json') ? [name] : [])));
  }
}

/** Names of packages may differ in case alone, which not every disk tells apart. */
function nameOf(kind: string, key: string): string {
  return `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`;
}
