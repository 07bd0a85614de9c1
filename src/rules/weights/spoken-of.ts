import type { Document, WeightFacts } from '../../domain/document';
import type { Related } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import type { Guard } from '../../domain/mention';
import type { TextEdit } from '../../text/edit';
import { topOfFile, type Slice, type Span } from '../../text/place';

/** Kinds of documents that hold or name weight files. */
export const weightsAndNamers: readonly string[] = [
  'weights',
  ...['python', 'notebook', 'hub-config', 'training-config', 'modelfile', 'vllm-config', 'mlmodel', 'dvc'],
  ...['dockerfile', 'compose', 'kubernetes', 'helm-values'],
];

/** A weight file that a document speaks of, at one place. */
export interface SpokenOf {
  readonly path: string;
  readonly facts: WeightFacts;
  readonly where: Span;
  /** Where the document only names the file: the path as written. */
  readonly written?: Slice;
  /** What names it, in the words of the document. */
  readonly by?: string;
  readonly guard?: Guard;
  readonly instead?: readonly TextEdit[];
  readonly subject: string;
  /** From the file to the places that name it, and back. */
  readonly related: readonly Related[];
}

/** The weight file that a document is, or those that it names: once for each place. */
export function weightsSpokenOf(document: Document, known: Knowledge): readonly SpokenOf[] {
  const { path, reading } = document;
  const subject = known.localId(path);
  if (reading.weights)
    return [{ path, facts: reading.weights, where: { start: 0, end: 0 }, subject, related: known.referencesTo(path) }];
  return document.mentions('weights').flatMap(({ path: written, by, guard, instead }): readonly SpokenOf[] => {
    const found = known.weightsNamed(path, written.text);
    if (!found) return [];
    const related = [{ path: found.path, range: topOfFile, message: 'The weight file' }];
    const place = { where: written, written, by, ...(guard && { guard }), ...(instead && { instead }) };
    return [{ ...found, ...place, subject: known.localId(found.path), related }];
  });
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
