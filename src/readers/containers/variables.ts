import type { Slice } from '../../text/place';
import type { MappedText } from '../requirements/mapped-text';
import { shellCommands, type ShellWord } from './shell';

const reference = /^\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^{}]*))?\})$/;
const mostSteps = 5;

/** The variables of a Dockerfile and what `ARG` and `ENV` give them, which who builds or runs the image may change. */
export class Variables {
  readonly #values = new Map<string, MappedText>();

  /** Takes the variables of an instruction: `NAME=value …`, or `NAME value` in the old form. */
  set(rest: MappedText): readonly { readonly name: string; readonly value: Slice }[] {
    const words = shellCommands(rest).flat();
    const isOldForm = words.length === 2 && !words[0]!.value.text.includes('=');
    const given = isOldForm
      ? [{ name: words[0]!.value.text, text: words[1]!.value }]
      : words.flatMap(({ value }) => {
          const equals = value.text.indexOf('=');
          return equals < 0 ? [] : [{ name: value.text.slice(0, equals), text: value.part(equals + 1) }];
        });
    for (const { name, text } of given) this.#values.set(name, text);
    return given.map(({ name, text }) => ({ name, value: text.slice() }));
  }

  /** What a text stands for that is nothing but a variable: `$NAME`, `${NAME}`, `${NAME:-default}`. */
  meaning(written: MappedText): MappedText | undefined {
    let text = written;
    for (let step = 0; step < mostSteps; step++) {
      const [, plain, braced, operator, otherwise = ''] = reference.exec(text.text.slice(0, 500)) ?? [];
      const name = plain ?? braced;
      if (name === undefined) return step > 0 ? text : undefined;
      const hasDefault = operator?.endsWith('-') === true && otherwise !== '';
      const behind = hasDefault ? text.part(text.length - 1 - otherwise.length, text.length - 1) : undefined;
      const next = this.#values.get(name) ?? behind;
      if (!next) return undefined;
      text = next;
    }
    return undefined;
  }

  /** A word with what it stands for. */
  filled(word: ShellWord): ShellWord {
    const value = this.meaning(word.value);
    return value ? { ...word, value, isVariable: true } : word;
  }
}
