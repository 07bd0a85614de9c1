import type { Document } from '../domain/document';
import type { Problem } from '../domain/finding';
import { loadWeights } from './load';
import type { ReadWeights } from './read-weights';

const readAtOnce = 24;

export interface Weighed {
  /** Takes what a file was found to be: its document, why it could not be read, or nothing where it holds no weights or is gone. */
  readonly put: (path: string, found: Document | Problem | undefined) => void;
  /** Hears at the beginning, and after each file, how far it is. */
  readonly progress: (done: number, total: number) => void;
  /** Ends all of it: files that are not read yet are put as problems. */
  readonly signal: AbortSignal;
}

/** Reads weight files a few at a time. Of two requests for one file the newer counts, and ends the older. */
export class Weighing {
  readonly #running = new Map<string, AbortController>();

  constructor(readonly read: ReadWeights) {}

  /** Settles when all of the files have been put, but for those that a newer request took over. */
  async weigh(paths: readonly string[], { put, progress, signal }: Weighed): Promise<void> {
    let next = 0;
    let done = 0;
    const one = async (path: string): Promise<void> => {
      this.cancel(path);
      const own = new AbortController();
      this.#running.set(path, own);
      const found = await loadWeights(this.read, path, AbortSignal.any([signal, own.signal]));
      if (own.signal.aborted) return;
      this.#running.delete(path);
      put(path, found);
    };
    progress(0, paths.length);
    const reader = async (): Promise<void> => {
      while (next < paths.length) {
        const path = paths[next++]!;
        await one(path);
        progress(++done, paths.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(readAtOnce, paths.length) }, reader));
  }

  /** Ends the reading of a file that is gone, or is read anew; nothing is put. */
  cancel(path: string): void {
    this.#running.get(path)?.abort();
    this.#running.delete(path);
  }
}
