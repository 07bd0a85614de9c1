import type { CommentMark, Reading } from '../domain/document';
import type { MentionKind } from '../domain/mention';

/**
 * Reads one kind of text file. A reader never throws on bad input and never touches the file system:
 * it reads what it can and says in `problems` what it could not.
 */
export interface Reader {
  /** Stable id, also the name of its page: `requirements`, `card`, `python`. */
  readonly kind: string;
  /** One sentence for people: what these files are. */
  readonly title: string;
  /** Globs over the path relative to the root, with `/`; case matters not. */
  readonly files: readonly string[];
  /** What is found in such files. */
  readonly gives: readonly MentionKind[];
  /** URL of what specifies the format, where something does. */
  readonly specification?: string;
  /** One sentence for people: what the content must show, where the name alone does not decide. */
  readonly byContent?: string;
  /** How comments begin, as each reading says as well; undefined where there are none. */
  readonly comments?: CommentMark;
  /** Reads a text; `undefined` where the content shows that it is not this kind of file after all. */
  read(text: string, path: string): Reading | undefined;
}
