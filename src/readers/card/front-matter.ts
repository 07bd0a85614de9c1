import { slice, type Slice } from '../../text/place';

/** The YAML block at the top of a README. */
export interface FrontMatter {
  /** The lines between the two `---`, with their line ends. */
  readonly content: Slice;
  /** The first `---`. */
  readonly opening: Slice;
  /** Whether the closing `---` was found, is missing, or is too far away to be looked for. */
  readonly end: 'closed' | 'open' | 'too-far';
}

const longestLead = 2000;
const longest = 1_000_000;

/**
 * Finds the front matter as the Hub does; white space may stand before it. Where the closing `---` is missing, as in a
 * half-typed card, it ends before the first empty line or heading.
 */
export function frontMatterOf(text: string): FrontMatter | undefined {
  const [lead] = /^[\ufeff\s]*---[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(0, longestLead)) ?? [];
  if (lead === undefined) return undefined;
  const from = lead.length;
  const openingAt = lead.lastIndexOf('---');
  const opening = slice(text, openingAt, openingAt + 3);
  const searched = text.slice(0, from + longest);

  const closing = /^---[ \t]*$/gm;
  closing.lastIndex = from;
  const closingAt = closing.exec(searched)?.index;
  if (closingAt !== undefined) return { content: slice(text, from, closingAt), opening, end: 'closed' };

  const lastLineEnd = /(?:\n|\r(?!\n))(?=[ \t]*[\r\n]|#{1,6} )/g;
  lastLineEnd.lastIndex = from;
  const lastAt = lastLineEnd.exec(searched)?.index;
  const proseAt = lastAt === undefined ? searched.length : lastAt + 1;
  return { content: slice(text, from, proseAt), opening, end: searched.length < text.length ? 'too-far' : 'open' };
}
