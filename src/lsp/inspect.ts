import { posix } from 'node:path';
import { FileError } from '../host/ports';
import { PoolError, type Pool } from '../pool/pool';
import { inspectMarkdown } from '../report/inspect-markdown';
import type { InspectResult } from './protocol';

/** The report on one weight file, read in a thread of the pool. */
export async function inspected(pool: Pool, path: string, signal: AbortSignal): Promise<InspectResult> {
  try {
    const found = await pool.run({ kind: 'inspect', path, hash: true, opcodes: false }, { signal });
    return { markdown: inspectMarkdown({ ...found, file: posix.basename(path) }) };
  } catch (error) {
    const known = error instanceof FileError || error instanceof PoolError;
    if (!known && !signal.aborted) throw error;
    return {
      markdown: `This file could not be read to its end (${known ? error.code : 'stopped'}), so nothing is known of what it does when it is loaded.\n`,
    };
  }
}
