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
  /** The tensors, where a header lists them. */
  readonly tensors?: TensorList;
}

/** What a header says of the tensors in a file. */
export interface TensorList {
  readonly names: readonly string[];
  /** Of all of them together, in bytes. */
  readonly bytes: number;
}

/** What the index of a model that is kept in several weight files says: which of them holds which tensor. */
export interface ShardIndex {
  /** The names of tensors by the shard that has them, as written. */
  readonly tensors: ReadonlyMap<string, readonly Slice[]>;
  /** The size of all tensors in bytes. */
  readonly total?: Slice;
}

/** A section of a card that speaks of what others will ask for. */
export interface CardSection {
  readonly about: 'license' | 'personal-data' | 'source';
  readonly heading: Slice;
  /** What stands below the heading, up to the next one that is not below it. */
  readonly content: Span;
}

/** What the prose of a card shows by its form. */
export interface CardBody {
  /** What a template left to be filled in, such as `[More Information Needed]`, and its comments to the author. */
  readonly placeholders: readonly Slice[];
  readonly sections: readonly CardSection[];
}

/** What a reader makes of a text. */
export interface Reading {
  readonly mentions: readonly Mention[];
  readonly problems: readonly ReadProblem[];
  readonly subject?: Subject;
  readonly comments?: CommentMark;
  /** Only for cards. */
  readonly body?: CardBody;
  /** Only for indexes of shards. */
  readonly shards?: ShardIndex;
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
