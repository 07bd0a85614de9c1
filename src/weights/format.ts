import type { ByteSource } from '../bytes/source';
import type { TensorList } from '../domain/document';

/** A file that is being recognized. */
export interface WeightFile {
  /** With `/`. */
  readonly path: string;
  readonly source: ByteSource;
  /** The first bytes: 64 KiB, or all where the file is smaller. */
  readonly head: Uint8Array;
}

/** Something wrong with a file of a known format: a stable code and plain words. */
export interface Flaw {
  readonly code: string;
  readonly message: string;
}

/** What a file was recognized as. */
export interface Recognized {
  readonly format: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly flaws?: readonly Flaw[];
  /** Where the header lists the tensors. */
  readonly tensors?: TensorList;
  /** What was read to recognize the file, for the scanner of its format. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** Recognizes one format by content; `undefined` where it is another one. */
export type Recognize = (file: WeightFile) => Recognized | undefined | Promise<Recognized | undefined>;

/** Whether the name of a file ends like this, such as `.onnx`. */
export function hasEnding({ path }: WeightFile, ...endings: readonly string[]): boolean {
  const lower = path.toLowerCase();
  return endings.some((ending) => lower.endsWith(ending));
}

const longestValue = 200;
const mostEntries = 40;

/** Metadata for people: few and short. Long values are cut, with an ellipsis. */
export function shortMetadata(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.slice(0, mostEntries).map(([name, value]) => [cut(name), cut(value)]));
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
