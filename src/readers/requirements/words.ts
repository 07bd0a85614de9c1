import { MappedText } from './mapped-text';

/**
 * The words of pip's options, split as a shell does it: quotes hold words together, a backslash keeps the next
 * character as it is. `unclosed` is the offset of a quote that is never closed.
 * https://docs.python.org/3/library/shlex.html#parsing-rules
 */
export function splitWords(text: string): { readonly words: readonly Word[]; readonly unclosed?: number } {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at]!)) {
      at++;
      continue;
    }
    const { word, end, unclosed } = readWord(text, at);
    words.push(word);
    if (unclosed !== undefined) return { words, unclosed };
    at = end;
  }
  return { words };
}

/** A word without quotes and escapes, and where each of its characters stands. */
export interface Word {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** The word as a part of the text it was split from. */
export function mapWord(word: Word, source: MappedText): MappedText {
  const at = (index: number): number => source.span(word.offsets[index] ?? word.start).start;
  return new MappedText(word.text, at);
}

function readWord(text: string, start: number): { word: Word; end: number; unclosed?: number } {
  const characters: string[] = [];
  const offsets: number[] = [];
  let quote = -1;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (quote < 0 && isSpace(character)) break;
    if (quote < 0 && (character === '"' || character === "'")) {
      quote = at;
      continue;
    }
    if (quote >= 0 && character === text[quote]) {
      quote = -1;
      continue;
    }
    if (character === '\\' && at + 1 < text.length && escapes(text[at + 1]!, text[quote])) at++;
    characters.push(text[at]!);
    offsets.push(at);
  }
  const word = { text: characters.join(''), offsets, start, end: at };
  return quote < 0 ? { word, end: at } : { word, end: at, unclosed: quote };
}

/** A backslash means nothing between single quotes, and little between double ones. */
function escapes(next: string, quote: string | undefined): boolean {
  if (quote === undefined) return true;
  return quote === '"' && (next === '"' || next === '\\');
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}
