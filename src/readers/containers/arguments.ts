import type { MappedText } from '../requirements/mapped-text';
import type { ShellWord } from './shell';

/** One argument of a command: an option with the value that it takes, or a positional argument. */
export interface Argument {
  /** As written, `-r` or `--requirement`; undefined for positional arguments. */
  readonly option?: string;
  readonly value?: MappedText;
  /** The word in which the value stands. */
  readonly word: ShellWord;
}

/**
 * The arguments of a command from an index on. `takesValue` holds the options that take one, `flags` the letters of
 * those that take none and may stand together with another, as in `-Ur file`.
 */
export function argumentsAfter(
  words: readonly ShellWord[],
  from: number,
  takesValue: ReadonlySet<string>,
  flags = '',
): readonly Argument[] {
  const found: Argument[] = [];
  let onlyPositional = false;
  for (let at = from; at < words.length; at++) {
    const word = words[at]!;
    const { text } = word.value;
    if (onlyPositional || !text.startsWith('-') || text === '-') {
      found.push({ value: word.value, word });
      continue;
    }
    if (text === '--') {
      onlyPositional = true;
      continue;
    }
    const { option, valueAt } = optionIn(text, takesValue, flags);
    if (valueAt !== undefined) found.push({ option, value: word.value.part(valueAt), word });
    else if (takesValue.has(option) && at + 1 < words.length) {
      const next = words[++at]!;
      found.push({ option, value: next.value, word: next });
    } else found.push({ option, word });
  }
  return found;
}

function optionIn(text: string, takesValue: ReadonlySet<string>, flags: string): { option: string; valueAt?: number } {
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    return equals < 0 ? { option: text } : { option: text.slice(0, equals), valueAt: equals + 1 };
  }
  let at = 1;
  while (at < text.length - 1 && flags.includes(text[at]!)) at++;
  const option = `-${text[at]!}`;
  if (!takesValue.has(option)) return { option: text };
  return at + 1 < text.length ? { option, valueAt: text[at + 1] === '=' ? at + 2 : at + 1 } : { option };
}
