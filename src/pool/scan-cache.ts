import { createHash } from 'node:crypto';
import type { Reading } from '../domain/document';
import type { Clock, Files, FileStat } from '../host/ports';
import { cachedReading } from './cached-reading';

/** Where readings are kept, and what they are kept with. */
export interface ScanCacheOptions {
  readonly files: Files;
  readonly clock: Clock;
  /** Absolute, with `/`; without it readings are kept for as long as the program runs. */
  readonly folder: string | undefined;
  /** Tells readings of this program from those of another version of it. */
  readonly version: string;
  /** A cache within one of these is not trusted: who wrote the workspace could have written it. */
  readonly roots: readonly string[];
}

const longestEntry = 4 << 20;
const mostEntries = 2000;
/** Milliseconds within which a change of a file may leave its times as they were. */
const leastAge = 2000;

/**
 * Readings of weight files that took long, by path, size, times and number of the file. The time at which only the system sets
 * that a file was changed is among them, so a file cannot be changed and look as before. Nothing here fails: a cache that cannot
 * be read or written costs time alone.
 */
export class ScanCache {
  /** By path: the last one. */
  readonly #memory = new Map<string, { readonly key: string; readonly reading: Reading | 'none' }>();
  readonly #folder: Promise<string | undefined>;

  constructor(private readonly options: ScanCacheOptions) {
    this.#folder = trusted(options);
  }

  /** `none` where the file was found to hold no weights. */
  async get(path: string, stat: FileStat): Promise<Reading | 'none' | undefined> {
    const key = this.#key(path, stat);
    const last = this.#memory.get(path);
    if (last?.key === key) return last.reading;
    const file = await this.#file(key);
    if (file === undefined) return undefined;
    const bytes = await this.options.files.read(file, longestEntry).catch(() => undefined);
    return bytes && cachedReading(bytes, key);
  }

  async put(path: string, stat: FileStat, reading: Reading | undefined): Promise<void> {
    if (this.options.clock.now().getTime() - Math.max(stat.changed, stat.modified) < leastAge) return;
    const key = this.#key(path, stat);
    this.#memory.set(path, { key, reading: reading ?? 'none' });
    const file = await this.#file(key);
    const folder = await this.#folder;
    if (file === undefined || folder === undefined) return;
    const { files } = this.options;
    const content = JSON.stringify({ key, reading: reading ?? null });
    if (content.length > longestEntry) return;
    await files
      .makeFolder(folder)
      .then(() => files.write(file, content))
      .then(() => this.#prune(folder))
      .catch(() => undefined);
  }

  #key(path: string, { size, modified, changed, inode }: FileStat): string {
    return JSON.stringify([this.options.version, path, size, modified, changed, inode]);
  }

  async #file(key: string): Promise<string | undefined> {
    const folder = await this.#folder;
    return folder && `${folder}/${createHash('sha256').update(key).digest('hex')}.json`;
  }

  /** Lets the older half go when there are too many. */
  async #prune(folder: string): Promise<void> {
    const { files } = this.options;
    const entries = (await files.list(folder)).filter(({ name }) => name.endsWith('.json'));
    if (entries.length <= mostEntries) return;
    const aged = await Promise.all(
      entries.map(async ({ name }) => {
        const path = `${folder}/${name}`;
        return { path, modified: (await files.stat(path).catch(() => undefined))?.modified ?? 0 };
      }),
    );
    const oldest = aged.sort((a, b) => a.modified - b.modified).slice(0, entries.length - mostEntries / 2);
    await Promise.all(oldest.map(({ path }) => files.delete(path).catch(() => undefined)));
  }
}

/** The folder of the cache, unless it lies in a workspace, by its name or by where it really is. */
async function trusted({ files, folder, roots }: ScanCacheOptions): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const real = (path: string): Promise<string> => files.real(path).catch(() => path);
  const scans = `${folder}/scans`;
  const places = [scans, await real(scans), `${await real(folder)}/scans`];
  const workspaces = [...roots, ...(await Promise.all(roots.map(real)))];
  const isInside = places.some((place) => workspaces.some((root) => place === root || place.startsWith(`${root}/`)));
  return isInside ? undefined : scans;
}
