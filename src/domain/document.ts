import { LineIndex } from '../text/line-index';
import type { Slice, Span } from '../text/place';
import type { Scan } from './scan';
import type { Mention, MentionKind, MentionOf } from './mention';

/** What a document describes as a whole. A card describes the model or dataset of its folder; code and requirements the application. */
export interface Subject {
  readonly kind: 'application' | 'model' | 'dataset';
  readonly name?: Slice;
  /** Where the subject is described: front matter, a table of a manifest. */
  readonly described: Span;
}

/** Something in a file that could not be read. */
export interface ReadProblem extends Span {
  /** Stable, kebab-case: `yaml-syntax`, `not-utf-8`, `too-large`. */
  readonly code: string;
  readonly message: string;
}

/** How comments begin in a file, for `weighbridge: ignore`; undefined where there are none. */
export type CommentMark = '#' | '//';

/** What a weight file's own bytes say. Sizes in bytes. */
export interface WeightFacts {
  /** `safetensors`, `pickle`, `torch-zip`, `gguf`, …; `unknown` where the content is not recognized. */
  readonly format: string;
  readonly size: number;
  /** Facts from the header, such as tensor and parameter counts or embedded metadata: names to short values. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether loading it can run code, as far as a check looks. */
  readonly scan?: Scan;
}

/** What a reader makes of a text. */
export interface Reading {
  readonly mentions: readonly Mention[];
  readonly problems: readonly ReadProblem[];
  readonly subject?: Subject;
  readonly comments?: CommentMark;
  /** Only for weight files. */
  readonly weights?: WeightFacts;
}

/** A file that was read. `path` is absolute with `/`; `kind` is the id of the reader. */
export class Document {
  #lines: LineIndex | undefined;

  constructor(
    readonly path: string,
    readonly kind: string,
    readonly text: string,
    readonly reading: Reading,
  ) {}

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }

  get subject(): Subject | undefined {
    return this.reading.subject;
  }

  mentions<K extends MentionKind>(kind: K): readonly MentionOf<K>[] {
    return this.reading.mentions.filter((mention): mention is MentionOf<K> => mention.kind === kind);
  }
}
