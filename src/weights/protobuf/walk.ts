import { ByteError } from '../../bytes/cursor';
import type { Field, MessageReader } from './reader';
import { isScalar, type Scalar } from './scalars';

/** What the fields of a message are: by the kind of message, then by the field's number. */
export type Schema<Kind extends string> = Readonly<Record<Kind, Readonly<Record<number, Kind | Scalar | undefined>>>>;

/** A message that is being visited. */
export interface Message<Kind extends string> {
  readonly kind: Kind;
  readonly fields: readonly Field[];
  /** In bytes. */
  readonly start: number;
  /** How many messages it lies in. */
  readonly depth: number;
}

interface Walk {
  readonly start: number;
  readonly end: number;
  readonly depth?: number;
  readonly isComplete?: boolean;
}

const deepest = 64;

/**
 * Visits a message, then all that it holds by its schema; a broken part hides none of those beside it. Fails in the end with a
 * `ByteError`: `bad-magic` where a field is not what the schema says, `absurd-length` also where messages lie too deep. Fields that the
 * schema does not have are passed over, unless it `isComplete`.
 */
export async function walkMessages<Kind extends string>(
  reader: MessageReader,
  schema: Schema<Kind>,
  kind: Kind,
  { start, end, depth = 0, isComplete = false }: Walk,
  visit: (message: Message<Kind>) => Promise<void> | void,
): Promise<void> {
  if (depth > deepest) throw new ByteError('absurd-length', start);
  const fields = await reader.fields(start, end);
  await visit({ kind, fields, start, depth });
  let flaw: ByteError | undefined;
  for (const field of fields) {
    const inner = schema[kind][field.number];
    if (inner === undefined && !isComplete) continue;
    const { start, end, wire } = field;
    try {
      if (inner === undefined) throw new ByteError('bad-magic', start);
      if (isScalar(inner)) await reader.check(field, inner);
      else if (wire !== 2) throw new ByteError('bad-magic', start);
      else await walkMessages(reader, schema, inner, { start, end, depth: depth + 1, isComplete }, visit);
    } catch (error) {
      if (!(error instanceof ByteError) || error.code === 'absurd-length') throw error;
      flaw ??= error;
    }
  }
  if (flaw) throw flaw;
}

/** Whether a message has all fields that its kind must have; of bytes and texts at least one. */
export function hasRequired<Kind extends string>(
  { kind, fields }: Message<Kind>,
  required: Partial<Record<Kind, readonly number[]>>,
): boolean {
  return (required[kind] ?? []).every((number) =>
    fields.some((field) => field.number === number && field.end > field.start),
  );
}
