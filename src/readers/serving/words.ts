import { shellCommands, type ShellWord } from '../containers/shell';
import { MappedText } from '../requirements/mapped-text';
import type { YamlNode, YamlSource } from '../yaml-source';

/**
 * The commands that a value of YAML holds, each as its words: a list of words is one command, and a text is split as a
 * shell does it. Words that are scripts are looked into, since `sh -c` may stand under another key.
 */
export function commandsIn(yaml: YamlSource, node: YamlNode): readonly (readonly ShellWord[])[] {
  const only = writtenText(yaml, node);
  if (only) return shellCommands(only);
  const words = yaml.items(node).flatMap((item): ShellWord[] => {
    const value = writtenText(yaml, item);
    return value ? [{ value, whole: value.span() }] : [];
  });
  if (/^(?:.*\/)?(?:ba|da|z)?sh$/.test(words[0]?.value.text ?? '') && words.length > 2) return [words];
  const scripts = words.filter(({ value }) => /[\s;&|]/.test(value.text) && !value.text.startsWith('-'));
  return [words, ...scripts.flatMap(({ value }) => shellCommands(value))];
}

/** A text as it stands in the file, without quotes; undefined where escapes make it mean something else. */
function writtenText(yaml: YamlSource, node: YamlNode): MappedText | undefined {
  const scalar = yaml.scalar(node);
  const span = yaml.spanOf(node);
  if (!scalar || !span || scalar.start < span.start || scalar.end > span.end) return undefined;
  const [header] = /^[|>][^\r\n]*(?:\r\n|\r|\n)/.exec(yaml.text.slice(span.start, span.start + 200)) ?? [];
  const start = header === undefined ? scalar.start : span.start + header.length;
  const end = header === undefined ? scalar.end : span.end;
  const text = yaml.text.slice(start, end);
  const isEscaped = yaml.text[span.start] === '"' && text.includes('\\');
  return isEscaped ? undefined : new MappedText(text, (index) => start + index);
}
