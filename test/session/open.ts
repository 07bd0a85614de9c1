import { Session } from '../../src/session';
import type { SessionOptions } from '../../src/session';
import type { MemoryEntry } from '../host/memory-files';
import { memoryHost } from '../host/memory-host';
import type { MemoryHost, MemoryHostOptions } from '../host/memory-host';

export interface Opened {
  readonly session: Session;
  readonly host: MemoryHost;
}

/** A session over files in memory, with the root `/p` unless told otherwise, loaded. */
export async function opened(
  tree: Readonly<Record<string, MemoryEntry>>,
  options: Partial<SessionOptions> & MemoryHostOptions = {},
): Promise<Opened> {
  const host = memoryHost(tree, options);
  const session = new Session(host, { roots: ['/p'], ...options });
  await session.load();
  await session.lookUp();
  return { session, host };
}

/** All that a session says, as `file:line rule-or-code`, sorted by file. */
export function said(session: Session): readonly string[] {
  return session.judgements.flatMap(([path, { findings, problems }]) => [
    ...findings.map(({ rule, range }) => `${path}:${range.start.line} ${rule}`),
    ...problems.map(({ code, range }) => `${path}:${range.start.line} ${code}`),
  ]);
}
