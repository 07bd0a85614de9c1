import type { ByteSource } from '../bytes/source';
import type { UnpackingWork } from '../bytes/unpacked-source';
import type { ScanFinding } from '../domain/scan';

/** What one scan may still do, shared by all that it opens on its way. */
export interface ScanContext {
  /** How many archives, pickles or compressions the bytes lie in already. */
  readonly depth: number;
  readonly budget: Budget;
  /** Scans bytes that were found within others, whatever they are; nothing where they are of no known kind. */
  readonly nested: (source: ByteSource, name: string) => Promise<readonly ScanFinding[]>;
}

/** What unpacking may cost: so many bytes for any file, and so many times its own size. */
const unpacked = { least: 2 ** 29, times: 256 };
/** What a file is worth in bytes that are looked at. */
const costOfFile = 4096;
const looked = { least: 2 ** 26, times: 16 };

/** Counts down the bytes that a scan may read or unpack. */
export class Budget {
  /** What comes out of packed bytes has bounds of its own, which grow with the file: little must not cost much. */
  readonly unpacking: UnpackingWork;

  /** `size` is that of the file, in bytes. */
  constructor(
    private remaining: number,
    private readonly onSpent: () => void = () => undefined,
    size = 0,
  ) {
    this.unpacking = {
      unpacked: unpacked.least + unpacked.times * size,
      read: looked.least + looked.times * size,
    };
  }

  /** Counts a file in an archive that is in an archive itself, as these multiply; false where it is too many. */
  enter(): boolean {
    this.unpacking.read -= costOfFile;
    return this.unpacking.read >= 0;
  }

  /** In bytes. */
  get left(): number {
    return this.remaining;
  }

  /** False where so much is not left. */
  take(bytes: number): boolean {
    if (bytes > this.remaining) {
      this.onSpent();
      return false;
    }
    this.remaining -= bytes;
    return true;
  }
}

/** The finding for what could not be read. */
export function unread(code: string, message: string): ScanFinding {
  return { code, verdict: 'unknown', message };
}

/** The finding for a scan that ended before the bytes did. */
export function notReadOn(offset: number, member?: string): ScanFinding {
  return {
    code: 'weights/limit',
    verdict: 'unknown',
    message: 'This file holds more than is read in one check, so it was not read to its end.',
    offset,
    ...(member !== undefined && { member }),
  };
}
