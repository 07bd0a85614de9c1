import type { Span } from '../../text/place';
import { MappedText } from '../requirements/mapped-text';

/** A word of a shell command without its quotes, and the span that it takes with them. */
export interface ShellWord {
  readonly value: MappedText;
  readonly whole: Span;
  /** The redirection that follows without a space, such as `>=2.0` behind `torch`: the shell takes it away. */
  readonly redirected?: Span;
  /** Whether the value stands elsewhere, in a variable that this word is. */
  readonly isVariable?: true;
}

const separators = new Set(['\n', '\r', ';', '&', '|', '(', ')']);
const mostWords = 20_000;

/**
 * The simple commands of a shell script, each as its words. Variables and substitutions stay as they are written.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function shellCommands(source: MappedText): readonly (readonly ShellWord[])[] {
  const { text } = source;
  const commands: ShellWord[][] = [[]];
  let count = 0;
  let at = 0;
  let drops = false;
  while (at < text.length && count < mostWords) {
    const character = text[at]!;
    if (character === ' ' || character === '\t') at++;
    else if (character === '\\' && /[\r\n]/.test(text[at + 1] ?? '')) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (separators.has(character)) {
      if (commands.at(-1)!.length > 0) commands.push([]);
      at++;
    } else if (character === '#') at = lineEnd(text, at);
    else if (character === '<' || character === '>') {
      while (/[<>&|]/.test(text[at] ?? '')) at++;
      drops = true;
    } else {
      const { word, end } = readWord(source, at);
      const isDescriptor = /^\d$/.test(word.value.text) && /[<>]/.test(text[end] ?? '');
      if (!drops && !isDescriptor) commands.at(-1)!.push(word);
      drops = false;
      count++;
      at = word.redirected ? skipRedirection(text, end) : end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

function readWord(source: MappedText, start: number): { word: ShellWord; end: number } {
  const { text } = source;
  const characters: string[] = [];
  const offsets: number[] = [];
  const take = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      characters.push(text[index]!);
      offsets.push(index);
    }
  };
  let quote = '';
  let at = start;
  while (at < text.length) {
    const character = text[at]!;
    if (quote === '' && (/[\s<>]/.test(character) || separators.has(character))) break;
    if (quote === '' ? character === '"' || character === "'" : character === quote) {
      quote = quote === '' ? character : '';
      at++;
    } else if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      if (/[\r\n]/.test(text[at + 1]!)) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
      else {
        take(at + 1, at + 2);
        at += 2;
      }
    } else {
      const end = quote === "'" ? at + 1 : endOfSubstitution(text, at);
      take(at, end);
      at = end;
    }
  }
  const value = new MappedText(characters.join(''), (index) => source.span(offsets[index] ?? start).start);
  const redirected = at > start && /[<>]/.test(text[at] ?? '') && characters.length > 1;
  const word = {
    value,
    whole: source.span(start, at),
    ...(redirected && { redirected: source.span(at, skipRedirection(text, at)) }),
  };
  return { word, end: at };
}

/** `$(…)`, `${…}` and `` `…` `` may hold white space and separators; they belong to the word as they are. */
function endOfSubstitution(text: string, at: number): number {
  if (text[at] === '`') {
    const close = text.indexOf('`', at + 1);
    return close < 0 ? text.length : close + 1;
  }
  const [open, close] = text.startsWith('$(', at) ? ['(', ')'] : ['{', '}'];
  if (text[at] !== '$' || text[at + 1] !== open) return at + 1;
  let depth = 0;
  for (let index = at + 1; index < text.length; index++) {
    if (text[index] === open) depth++;
    else if (text[index] === close && --depth === 0) return index + 1;
  }
  return text.length;
}

function skipRedirection(text: string, from: number): number {
  const [skipped = ''] = /^[<>&|]+[^\s;&|()]*/.exec(text.slice(from, from + 1000)) ?? [];
  return from + skipped.length;
}

function lineEnd(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}
