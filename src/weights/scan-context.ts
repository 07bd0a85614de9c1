import type { ByteSource } from '../bytes/source';
import type { ScanFinding } from '../domain/scan';

/** What one scan may still do, shared by all that it opens on its way. */
export interface ScanContext {
  /** How many archives, pickles or compressions the bytes lie in already. */
  readonly depth: number;
  readonly budget: Budget;
  /** Scans bytes that were found within others, whatever they are; nothing where they are of no known kind. */
  readonly nested: (source: ByteSource, name: string) => Promise<readonly ScanFinding[]>;
}

/** Counts down the bytes that a scan may read or unpack. */
export class Budget {
  constructor(
    private remaining: number,
    private readonly onSpent: () => void = () => undefined,
  ) {}

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
