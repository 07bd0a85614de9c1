import type { ByteSource } from '../bytes/source';
import type { Reading } from '../domain/document';
import type { ScanFinding } from '../domain/scan';
import type { Files, FileStat } from '../host/ports';
import { unread } from '../weights/scan-context';
import type { ScanOptions } from '../weights/scan';
import { sniffWeights } from '../weights/sniff';

/**
 * Reads the weight file at a path; `undefined` where it is none. Fails with a `FileError` where it cannot be read, and with
 * the reason of the signal where that ends it.
 */
export type ReadWeights = (path: string, signal: AbortSignal) => Promise<Reading | undefined>;

/** A file that goes on changing is not read for ever. */
const mostTries = 2;

/** Reads weight files in the thread of the caller. */
export function readWeightsHere(files: Files): ReadWeights {
  return (path, signal) => steadyReading(files, path, undefined, (source) => abortable(source, signal));
}

/** Reads a weight file that stays the same from beginning to end; of one that does not, nothing is known. */
export async function steadyReading(
  files: Files,
  path: string,
  options?: ScanOptions,
  through: (source: ByteSource) => ByteSource = (source) => source,
): Promise<Reading | undefined> {
  let before = await files.stat(path);
  for (let tries = 1; ; tries++) {
    const { size } = before;
    const source: ByteSource = { size, read: (offset, length) => files.readAt(path, offset, length) };
    const reading = await sniffWeights(through(source), path, options);
    const after = await files.stat(path);
    if (isSame(before, after)) return reading;
    if (tries === mostTries) return unreadWeights(after.size, changedWhileRead.code, changedWhileRead.message);
    before = after;
  }
}

/** The finding for a file of which not all was read as it was at first. */
export const changedWhileRead: ScanFinding = unread(
  'weights/changed-while-read',
  'This file changed while it was read, so what it does when it is loaded is not known. Check it again once it is written.',
);

/** Whether a file is, by all that the disk tells, the one that it was. */
export function isSame(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

/** The reading of a file that may hold weights and could not be read to its end. */
export function unreadWeights(size: number, code: string, message: string): Reading {
  return {
    mentions: [{ kind: 'weights', path: { text: '', start: 0, end: 0 }, by: 'unknown' }],
    problems: [],
    weights: {
      format: 'unknown',
      size,
      metadata: {},
      scan: { verdict: 'unknown', findings: [{ code, verdict: 'unknown', message }] },
    },
  };
}

/** A source that reads no more once a signal has ended it. */
export function abortable(source: ByteSource, signal: AbortSignal): ByteSource {
  return {
    size: source.size,
    read(offset, length) {
      signal.throwIfAborted();
      return source.read(offset, length);
    },
  };
}
