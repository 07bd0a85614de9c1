import type { MentionKind } from '../../domain/mention';
import { readCode } from '../python/python';
import { relocated } from '../relocated';
import type { MappedText } from '../requirements/mapped-text';
import { modelArguments } from '../serving/model-arguments';
import { condaInstall } from './conda-install';
import { fetched } from './fetched';
import { hubDownload } from './hub-download';
import { npmInstall } from './npm-install';
import { pipInstall, type CommandReading } from './pip-install';
import { shellCommands, type ShellWord } from './shell';

/** What commands may bring in. */
export const commandGives: readonly MentionKind[] = [
  ...(['package', 'index', 'install-option', 'include', 'model', 'dataset', 'weights'] as const),
];

/** What surrounds a command. */
export interface Surroundings {
  /** The image that is run, where the command itself does not say which program it is. */
  readonly image?: string | undefined;
  /** Whether it stands in a script of the shell, where words can be put in. */
  readonly isShell?: boolean;
}

const deepest = 3;

/** What a command, given as its words, installs, downloads and serves. */
export function readCommand(words: readonly ShellWord[], around: Surroundings = {}, depth = 0): CommandReading {
  const { isShell = false, image } = around;
  const script = depth < deepest ? scriptIn(words) : undefined;
  if (script) return joined(shellCommands(script).map((inner) => readCommand(inner, around, depth + 1)));
  const { mentions, problems } = pipInstall(words) ?? { mentions: [], problems: [] };
  return {
    mentions: [
      ...mentions,
      ...condaInstall(words),
      ...npmInstall(words),
      ...hubDownload(words, isShell),
      ...fetched(words),
      ...modelArguments(words, { image, canInsert: isShell }),
      ...pythonIn(words),
    ],
    problems,
  };
}

/** What a script of the shell does, each command by itself. */
export function readScript(script: MappedText, around: Surroundings): CommandReading {
  return joined(shellCommands(script).map((words) => readCommand(words, around)));
}

/** What Python code says that stands in something else. No revision can be put in, since its quotes may be taken already. */
export function pythonWithin(code: MappedText): CommandReading['mentions'] {
  const { mentions } = readCode(code.text, '');
  const span = ({ start, end }: { readonly start: number; readonly end: number }) => code.span(start, end);
  return mentions.map((mention) => relocated(mention, { span, extent: span, slot: () => undefined }));
}

/** Several readings as one. */
export function joined(readings: readonly CommandReading[]): CommandReading {
  return {
    mentions: readings.flatMap(({ mentions }) => mentions),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** `sh -c "…"`: the script. */
function scriptIn(words: readonly ShellWord[]): MappedText | undefined {
  const [program, ...rest] = words.map(({ value }) => value.text);
  if (!/^(?:.*\/)?(?:ba|da|z|k)?sh$/.test(program ?? '')) return undefined;
  const at = rest.findIndex((text) => /^-[a-z]*c$/.test(text));
  return at < 0 ? undefined : words[at + 2]?.value;
}

/** `python -c "…"`: what the code loads. */
function pythonIn(words: readonly ShellWord[]): CommandReading['mentions'] {
  const texts = words.slice(0, 20).map(({ value }) => value.text);
  const program = texts.findIndex((text) => isPython(text));
  const at = program < 0 ? -1 : texts.indexOf('-c', program);
  const code = at < 0 ? undefined : words[at + 1]?.value;
  return code ? pythonWithin(code) : [];
}

/** Whether a word is the name of a Python interpreter, with or without its folder. */
export function isPython(word: string): boolean {
  return /^(?:.*\/)?(?:python|pypy)[\d.]*$/.test(word);
}
