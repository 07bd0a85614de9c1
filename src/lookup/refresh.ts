import { sourceOf } from '../bytes/source';
import { popularPackages } from '../facts/popular-packages';
import { writeSnapshot } from '../facts/snapshot';
import type { Snapshot } from '../facts/snapshot';
import type { AdvisoryFacts } from '../facts/advisories-table';
import { FileError, HttpError } from '../host/ports';
import type { Host } from '../host/ports';
import { Compaction, exploitedIn } from './compaction';
import type { Compacted } from './compaction';
import { exportInZip, ExportError, longestExport, openExport } from './osv-export';
import type { OsvExport } from './osv-export';
import { osvScannerExports, storedExport } from './osv-scanner-cache';
import { defaultSource, snapshotFile } from './snapshot-cache';

/** Why the advisories were not updated, in a sentence for people. The old ones are still there. */
export class RefreshError extends Error {}

/** How far a refresh is: `fetch` counts bytes, `read` counts records. */
export type RefreshProgress = (step: 'fetch' | 'read', done: number, total: number | undefined) => void;

export interface RefreshOptions {
  /** An OSV export: a URL, or the absolute path of an archive or of a folder. Default: what OSV publishes. */
  readonly source?: string | undefined;
  /** The snapshot that it takes the place of. */
  readonly current: Snapshot;
  /** Takes an export as it is, even if it holds far less than the current snapshot. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: RefreshProgress | undefined;
}

/** What a refresh brought. */
export interface Refreshed {
  /** The day of the advisories that it took the place of, ISO 8601. */
  readonly before: string;
  /** What it was read from. */
  readonly from: string;
  /** What the source has few of, so that those known before were kept beside them. */
  readonly keeps: readonly ('advisories' | 'reports')[];
}

const timeout = 15 * 60_000;
const pauseEvery = 100;
const mostBroken = 0.01;
const leastKept = 0.5;

/** Fetches an OSV export, checks it, and puts what it says in the place of what was fetched before. Fails with a `RefreshError`. */
export async function refresh(host: Host, options: RefreshOptions): Promise<Refreshed> {
  const { source, current, force = false } = options;
  const file = snapshotFile(host, source);
  if (file === undefined)
    throw new RefreshError('There is no folder for caches: neither XDG_CACHE_HOME nor HOME is set.');
  try {
    const { from, found } = await opened(host, options);
    const compaction = await compact(host, found, options);
    const keeps = kept(compaction, from, options);
    const compacted = compaction.finish();
    const doubt = doubtAbout(compacted, current.advisories, force);
    if (doubt !== undefined) throw new RefreshError(`The advisories from ${shown(from)} are not taken: ${doubt}.`);
    await host.files.makeFolder(host.caches!);
    await host.files.write(file, writeSnapshot(compacted.advisories, compacted.malicious ?? current.malicious.table));
    return { before: current.advisories.asOf, from: shown(from), keeps };
  } catch (error) {
    throw told(error, source ?? defaultSource);
  }
}

async function opened(host: Host, options: RefreshOptions): Promise<{ from: string; found: OsvExport }> {
  const { source } = options;
  if (source !== undefined && !isUrl(source)) return { from: source, found: await openExport(host.files, source) };
  const url = source ?? defaultSource;
  try {
    const bytes = await fetched(host, url, options);
    const found = await exportInZip(sourceOf(bytes));
    if (source === undefined) await storedExport(host, bytes);
    return { from: url, found };
  } catch (error) {
    const [local] = source === undefined && isOffline(error) ? await osvScannerExports(host) : [];
    if (local === undefined) throw error;
    return { from: local, found: await openExport(host.files, local) };
  }
}

async function fetched({ http }: Host, url: string, { signal, progress }: RefreshOptions): Promise<Uint8Array> {
  const { status, body } = await http.request(url, {
    ...{ accept: 'application/zip, */*', timeout, limit: longestExport },
    ...(signal && { signal }),
    progress: (done, total) => progress?.('fetch', done, total),
  });
  if (status !== 200) throw new ExportError(`the server answers ${status}`);
  return body;
}

async function compact(
  host: Host,
  found: OsvExport,
  { current, signal, progress }: RefreshOptions,
): Promise<Compaction> {
  const { ranks } = popularPackages();
  const compaction = new Compaction({
    exploited: exploitedIn(current.advisories.all()),
    isPopular: (name) => ranks.has(name),
    today: host.clock.now().toISOString().slice(0, 10),
  });
  let done = 0;
  for await (const record of found.records()) {
    compaction.add(record);
    if (++done % pauseEvery !== 0) continue;
    progress?.('read', done, found.count);
    await new Promise((resume) => setImmediate(resume)); // others have their turn, and a cancel is heard
    if (signal?.aborted) throw new HttpError('cancelled', 'the update was cancelled');
  }
  return compaction;
}

/** Adds what is known to a mirror that has little of it, such as of some packages. What OSV itself publishes is whole, or wrong. */
function kept(compaction: Compaction, from: string, { current, force }: RefreshOptions): Refreshed['keeps'] {
  const { advisories, reports } = compaction.size;
  const keepsReports = reports < current.malicious.count * leastKept;
  const keepsAdvisories = from !== defaultSource && !force && advisories < current.advisories.count * leastKept;
  if (keepsReports && reports > 0) compaction.keepReports(current.malicious);
  if (keepsAdvisories) compaction.keepAdvisories(current.advisories);
  return [...(keepsAdvisories ? (['advisories'] as const) : []), ...(keepsReports ? (['reports'] as const) : [])];
}

/** What speaks against an export: what is cut or garbled must not make problems unknown that were known. */
function doubtAbout(
  { records, broken, advisoryCount, asOf }: Compacted,
  known: AdvisoryFacts,
  force: boolean,
): string | undefined {
  if (records === 0) return 'there is no OSV record in them';
  if (broken > records * mostBroken) return `${broken} of ${records} records cannot be read`;
  if (asOf === '') return 'none of their records has a day in the past';
  if (asOf < known.asOf) return `they are as of ${asOf}, and those of ${known.asOf} are here already`;
  if (!force && advisoryCount < known.count * leastKept)
    return `they are only ${advisoryCount}, where ${known.count} are known`;
  return undefined;
}

function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

function isOffline(error: unknown): boolean {
  return error instanceof HttpError && ['unreachable', 'timeout', 'proxy', 'network-off'].includes(error.code);
}

function told(error: unknown, source: string): unknown {
  if (error instanceof HttpError && error.code === 'cancelled') return new RefreshError('The update was cancelled.');
  if (error instanceof HttpError || error instanceof ExportError)
    return new RefreshError(`No advisories could be had from ${shown(source)}: ${error.message}.`);
  if (error instanceof FileError)
    return new RefreshError(
      error.code === 'not-writable'
        ? `The advisories could not be kept: ${error.path} cannot be written (${error.message}).`
        : `No advisories could be had from ${shown(source)}: ${error.path} cannot be read (${error.message}).`,
    );
  return error;
}

/** Without a password or token. */
function shown(source: string): string {
  return source.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/, '');
}
