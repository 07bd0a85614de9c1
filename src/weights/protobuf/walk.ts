import { ByteError } from '../../bytes/cursor';
import type { Field, MessageReader } from './reader';

/** Which fields of a message hold which other messages: by the kind of message, then by the field's number. */
export type Schema<Kind extends string> = Readonly<Record<Kind, Readonly<Record<number, Kind | undefined>>>>;

/** A message that is being visited. */
export interface Message<Kind extends string> {
  readonly kind: Kind;
  readonly fields: readonly Field[];
  /** In bytes. */
  readonly start: number;
  /** How many messages it lies in. */
  readonly depth: number;
}

const deepest = 64;

/** Visits a message, then all that it holds by its schema. Fails with a `ByteError`: `absurd-length` also where they lie too deep. */
export async function walkMessages<Kind extends string>(
  reader: MessageReader,
  schema: Schema<Kind>,
  kind: Kind,
  { start, end, depth = 0 }: { readonly start: number; readonly end: number; readonly depth?: number },
  visit: (message: Message<Kind>) => Promise<void> | void,
): Promise<void> {
  if (depth > deepest) throw new ByteError('absurd-length', start);
  const fields = await reader.fields(start, end);
  await visit({ kind, fields, start, depth });
  for (const field of fields) {
    const inner = schema[kind][field.number];
    if (inner === undefined || field.end <= field.start) continue;
    await walkMessages(reader, schema, inner, { start: field.start, end: field.end, depth: depth + 1 }, visit);
  }
}
