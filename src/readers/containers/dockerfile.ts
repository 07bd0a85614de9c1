import type { ReadProblem } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Reader } from '../reader';
import type { MappedText } from '../requirements/mapped-text';
import { modelVariables } from '../serving/model-arguments';
import { weightPath } from '../weight-path';
import { commandGives, joined, pythonWithin, readCommand, readScript, isPython } from './command';
import { addressed } from './fetched';
import { imageNamed } from './image';
import { instructions, type Instruction } from './instructions';
import type { CommandReading } from './pip-install';
import { shellCommands, type ShellWord } from './shell';
import { Variables } from './variables';

const mostProblems = 20;

/** Recipes of container images. */
export const dockerfile: Reader = {
  kind: 'dockerfile',
  title: 'Recipes of container images (Dockerfile, Containerfile)',
  files: ['**/{Dockerfile,Containerfile}', '**/*.{Dockerfile,Containerfile}', '**/{Dockerfile,Containerfile}.*'],
  specification: 'https://docs.docker.com/reference/dockerfile/',
  gives: commandGives,
  byContent: 'It has at least one instruction of a Dockerfile.',
  comments: '#',
  read(text) {
    const mentions: Mention[] = [];
    const problems: ReadProblem[] = [];
    const build = { stages: new Set<string>(), variables: new Variables() };
    let known = 0;
    for (const instruction of instructions(text)) {
      if (keywords.has(instruction.keyword)) known++;
      const read = readInstruction(instruction, build);
      mentions.push(...read.mentions);
      problems.push(...read.problems);
    }
    if (known === 0 && /\S/.test(text)) return undefined;
    return { mentions: eachOnce(mentions), problems: problems.slice(0, mostProblems), comments: '#' };
  },
};

const keywords = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'WORKDIR']);

/** What the instructions before have said. */
interface Build {
  readonly stages: Set<string>;
  readonly variables: Variables;
}

function readInstruction({ keyword, rest, bodies }: Instruction, build: Build): CommandReading {
  switch (keyword) {
    case 'FROM':
      return only(baseImage(rest, build));
    case 'COPY':
      return only([...copiedFrom(rest, build), ...copied(rest, keyword, build)]);
    case 'ADD':
      return only(copied(rest, keyword, build));
    case 'ARG':
    case 'ENV':
      return only(modelVariables(build.variables.set(rest)));
    case 'RUN':
      return bodies.length > 0 ? joined(bodies.map((body) => hereDocument(rest, body))) : command(rest, build);
    case 'CMD':
    case 'ENTRYPOINT':
      return command(rest, build);
    case 'ONBUILD': {
      const [word = ''] = /^[A-Za-z]+(?=\s)/.exec(rest.text.slice(0, 20)) ?? [];
      const isNested = word === '' || word.toUpperCase() === keyword;
      const inner = { keyword: word.toUpperCase(), rest: rest.part(word.length).trimmed(), bodies };
      return isNested ? only([]) : readInstruction(inner, build);
    }
    default:
      return only([]);
  }
}

function only(mentions: readonly Mention[]): CommandReading {
  return { mentions, problems: [] };
}

/** `[--platform=…] image [AS stage]`; later instructions may name the stage where they could name an image. */
function baseImage(rest: MappedText, { stages, variables }: Build): readonly Mention[] {
  const [, flags = '', image = '', stage] =
    /^((?:--\S+\s+)*)(\S+)(?:\s+as\s+(\S+))?/i.exec(rest.text.slice(0, 2000)) ?? [];
  const isStage = stages.has(image.toLowerCase());
  if (stage !== undefined) stages.add(stage.toLowerCase());
  const written = rest.part(flags.length, flags.length + image.length);
  const named = isStage ? undefined : imageNamed((variables.meaning(written) ?? written).slice());
  return named ? [named] : [];
}

function copiedFrom(rest: MappedText, { stages }: Build): readonly Mention[] {
  const found = /(?:^|\s)--from=([^\s"']+)/.exec(rest.text.slice(0, 2000));
  if (!found || stages.has(found[1]!.toLowerCase()) || /^\d+$/.test(found[1]!)) return [];
  const end = found.index + found[0].length;
  const named = imageNamed(rest.slice(end - found[1]!.length, end));
  return named ? [named] : [];
}

/** What is put into the image: weight files of the build's context, and what addresses lead to. The last word is where it goes. */
function copied(rest: MappedText, by: string, { variables }: Build): readonly Mention[] {
  if (/(?:^|\s)--from=/.test(rest.text.slice(0, 2000))) return [];
  const named = withoutFlags(rest);
  const words = execForm(named) ?? shellCommands(named).flat();
  return words.slice(0, -1).flatMap((word) => {
    const { value } = variables.filled(word);
    const path = value.part(value.text.startsWith('/') ? 1 : 0).slice(); // from the context's folder all the same
    return [...addressed({ ...word, value }, by), ...weightPath(path, by)];
  });
}

function command(script: MappedText, { variables }: Build): CommandReading {
  const listed = execForm(script);
  if (listed) return readCommand(listed.map((word) => variables.filled(word)));
  const commands = shellCommands(withoutFlags(script)).map((words) => words.map((word) => variables.filled(word)));
  return joined(commands.map((words) => readCommand(words, { isShell: true })));
}

/** A document that the shell runs, or the Python that is named before it. */
function hereDocument(rest: MappedText, body: MappedText): CommandReading {
  const [program = ''] = /\S+/.exec(withoutFlags(rest).text.slice(0, 200)) ?? [];
  if (isPython(program) || /^#!.*python/.test(body.text.slice(0, 100))) return only(pythonWithin(body));
  return readScript(body, { isShell: true });
}

/** What is said by the same words in two ways is said once, with the revision that one of them knows. */
function eachOnce(mentions: readonly Mention[]): readonly Mention[] {
  const models = new Map<number, Mention>();
  for (const mention of mentions) {
    if (mention.kind !== 'model') continue;
    const known = models.get(mention.name.start);
    if (!known || mention.revisionState !== 'absent') models.set(mention.name.start, mention);
  }
  return mentions.filter((mention) => mention.kind !== 'model' || models.get(mention.name.start) === mention);
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
  const [flags = ''] = /^\s*(?:--[a-z-]+(?:=\S*)?\s+)+/.exec(script.text.slice(0, 5000)) ?? [];
  return flags === '' ? script : script.part(flags.length);
}
