import type { ReadProblem } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Reader } from '../reader';
import type { MappedText } from '../requirements/mapped-text';
import { modelArguments, modelVariable } from '../serving/model-arguments';
import { hubDownload } from './hub-download';
import { imageNamed } from './image';
import { instructions, type Instruction } from './instructions';
import { pipInstall, type CommandReading } from './pip-install';
import { shellCommands, type ShellWord } from './shell';

const mostProblems = 20;

/** Recipes of container images. */
export const dockerfile: Reader = {
  kind: 'dockerfile',
  title: 'Recipes of container images (Dockerfile, Containerfile)',
  files: ['**/{Dockerfile,Containerfile}', '**/*.{Dockerfile,Containerfile}', '**/{Dockerfile,Containerfile}.*'],
  specification: 'https://docs.docker.com/reference/dockerfile/',
  gives: ['package', 'index', 'install-option', 'include', 'model', 'dataset'],
  byContent: 'It has at least one instruction of a Dockerfile.',
  comments: '#',
  read(text) {
    const mentions: Mention[] = [];
    const problems: ReadProblem[] = [];
    const stages = new Set<string>();
    let known = 0;
    for (const instruction of instructions(text)) {
      if (keywords.has(instruction.keyword)) known++;
      const read = readInstruction(instruction, stages);
      mentions.push(...read.mentions);
      problems.push(...read.problems);
    }
    if (known === 0 && /\S/.test(text)) return undefined;
    return { mentions, problems: problems.slice(0, mostProblems), comments: '#' };
  },
};

const keywords = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'WORKDIR']);

function readInstruction({ keyword, rest, bodies }: Instruction, stages: Set<string>): CommandReading {
  if (keyword === 'FROM') return { mentions: baseImage(rest, stages), problems: [] };
  if (keyword === 'COPY') return { mentions: copiedFrom(rest, stages), problems: [] };
  if (keyword === 'ENV') return { mentions: variables(rest), problems: [] };
  if (keyword === 'RUN') return commands(bodies.length > 0 ? bodies : [rest]);
  return keyword === 'CMD' || keyword === 'ENTRYPOINT' ? commands([rest]) : { mentions: [], problems: [] };
}

/** `[--platform=…] image [AS stage]`; later instructions may name the stage where they could name an image. */
function baseImage(rest: MappedText, stages: Set<string>): readonly Mention[] {
  const [, flags = '', image = '', stage] =
    /^((?:--\S+\s+)*)(\S+)(?:\s+as\s+(\S+))?/i.exec(rest.text.slice(0, 2000)) ?? [];
  const isStage = stages.has(image.toLowerCase());
  if (stage !== undefined) stages.add(stage.toLowerCase());
  const named = isStage ? undefined : imageNamed(rest.slice(flags.length, flags.length + image.length));
  return named ? [named] : [];
}

function copiedFrom(rest: MappedText, stages: ReadonlySet<string>): readonly Mention[] {
  const found = /(?:^|\s)--from=([^\s"']+)/.exec(rest.text.slice(0, 2000));
  if (!found || stages.has(found[1]!.toLowerCase()) || /^\d+$/.test(found[1]!)) return [];
  const end = found.index + found[0].length;
  const named = imageNamed(rest.slice(end - found[1]!.length, end));
  return named ? [named] : [];
}

function variables(rest: MappedText): readonly Mention[] {
  const words = shellCommands(rest).flat();
  const isOldForm = words.length === 2 && !words[0]!.value.text.includes('=');
  if (isOldForm) return modelVariable(words[0]!.value.text, words[1]!.value.slice());
  return words.flatMap(({ value }) => {
    const equals = value.text.indexOf('=');
    return equals < 0 ? [] : modelVariable(value.text.slice(0, equals), value.slice(equals + 1));
  });
}

function commands(scripts: readonly MappedText[]): CommandReading {
  const readings = scripts.flatMap((script) => {
    const listed = execForm(script);
    const isShell = listed === undefined;
    return (listed ? [listed] : shellCommands(withoutFlags(script))).map((words) => {
      const { mentions, problems } = pipInstall(words) ?? { mentions: [], problems: [] };
      const loads = [...hubDownload(words, isShell), ...modelArguments(words, { canInsert: isShell })];
      return { mentions: [...mentions, ...loads], problems };
    });
  });
  return {
    mentions: readings.flatMap(({ mentions }) => mentions),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** `["program", "argument"]`: the words of a command as a list in JSON. */
function execForm(script: MappedText): readonly ShellWord[] | undefined {
  if (!/^\s*\[\s*"/.test(script.text)) return undefined;
  return [...script.text.matchAll(/"((?:[^"\\\r\n]|\\.)*)"/g)].map(({ 0: quoted, 1: inner = '', index }) => ({
    value: script.part(index + 1, index + 1 + inner.length),
    whole: script.span(index, index + quoted.length),
  }));
}

/** `RUN --mount=… command`: the flags are for the builder. */
function withoutFlags(script: MappedText): MappedText {
  const [flags = ''] = /^\s*(?:--[a-z]+(?:=\S*)?\s+)+/.exec(script.text.slice(0, 5000)) ?? [];
  return flags === '' ? script : script.part(flags.length);
}
