import type { Reading } from '../domain/document';
import type { FileErrorCode } from '../host/ports';
import type { Inspected } from '../project/inspect';

/** What a worker can be asked to do with one file. Paths are absolute with `/`. */
export type Job =
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'inspect'; readonly path: string; readonly hash: boolean; readonly opcodes: boolean };

/** What each kind of job brings. */
export interface Results {
  readonly read: Reading | undefined;
  readonly inspect: Inspected;
}

/** What a worker says: how many bytes it has read so far, and how the job ended. */
export type Answer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: Results[Job['kind']] }
  | { readonly kind: 'unreadable'; readonly code: FileErrorCode; readonly path: string; readonly message: string }
  | { readonly kind: 'fault'; readonly name: string };
