import type { ByteSource } from '../bytes/source';
import type { Reading } from '../domain/document';
import { FileError, type Files, type Host } from '../host/ports';
import { abortable, isSame, steadyReading, unreadWeights, type ReadWeights } from '../project/read-weights';
import { PoolError, type Pool, type PoolErrorCode } from './pool';
import { ScanCache } from './scan-cache';

/** Bytes that are read and unpacked of a file before it is given to a thread: enough for the headers of most. */
const readHere = 1 << 20;

/**
 * Reads weight files of a workspace: here where few bytes tell all, in a thread of the pool where it takes many, and those once.
 * `onBytes` hears from time to time how many bytes of such a file were read.
 */
export function pooledWeights(
  host: Host,
  pool: Pool,
  roots: readonly string[],
  onBytes: (path: string, bytes: number) => void = () => undefined,
): ReadWeights {
  const { files, clock, caches } = host;
  const cache = new ScanCache({ files, clock, folder: caches, version: pool.version, roots });
  return async (path, signal) => {
    const quick = await quickReading(files, path, signal);
    if (quick !== 'more') return quick;
    const before = await files.stat(path);
    const known = await cache.get(path, before);
    if (known) return known === 'none' ? undefined : known;
    try {
      const reading = await pool.run({ kind: 'read', path }, { signal, onBytes: (bytes) => onBytes(path, bytes) });
      if (isSame(before, await files.stat(path))) await cache.put(path, before, reading);
      return reading;
    } catch (error) {
      if (!(error instanceof PoolError)) throw error;
      return unreadWeights(before.size, `weights/scan-${error.code}`, failures[error.code]);
    }
  };
}

const failures: Readonly<Record<PoolErrorCode, string>> = {
  crashed:
    'Reading this file made its reader fail, so what it does when it is loaded is not known. Do not load it unless you trust where it comes from, and please report this.',
  'out-of-memory':
    'This file needs more memory to be read than a check may use, so what it does when it is loaded is not known.',
  timeout: 'This file takes longer to read than a check may take, so what it does when it is loaded is not known.',
};

/** The reading of a file, or `more` where it takes more bytes than are read here, or a fault of ours ended it. */
async function quickReading(files: Files, path: string, signal: AbortSignal): Promise<Reading | undefined | 'more'> {
  const meter = new Meter(readHere);
  try {
    const options = { limit: readHere, onSpent: () => meter.spend() };
    const reading = await steadyReading(files, path, options, (source) => meter.source(abortable(source, signal)));
    return meter.isSpent ? 'more' : reading;
  } catch (error) {
    if (signal.aborted || (error instanceof FileError && !meter.isSpent)) throw error;
    return 'more';
  }
}

/** Counts the bytes that are read of a file, and lets no more than so many be read. */
class Meter {
  constructor(private left: number) {}

  get isSpent(): boolean {
    return this.left < 0;
  }

  spend(): void {
    this.left = -1;
  }

  source(source: ByteSource): ByteSource {
    const { size } = source;
    return {
      size,
      read: (offset, length) => {
        this.left -= Math.min(length, Math.max(0, size - offset));
        if (this.isSpent) return Promise.reject(new Error('more bytes than are read here'));
        return source.read(offset, length);
      },
    };
  }
}
