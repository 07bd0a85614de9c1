import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { ReadProblem } from '../../domain/document';
import type { Mention, PackageIndexMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { joinedReadings, readingOf, requirementString } from '../package-mention';
import type { Reader } from '../reader';
import { projectLicenses } from './license';
import { SetupValues } from './setup-values';

const deepest = 500;
const longest = 256 << 10;
const tooDeep = `Brackets are nested more than ${deepest} levels deep here, so this script was not read.`;
const tooLarge = 'This setup script is longer than 256 KB, so it was not read.';

const lists: readonly (readonly [keyword: string, group?: string])[] = [
  ['install_requires'],
  ['requires'],
  ['setup_requires', 'build'],
  ['tests_require', 'test'],
];

/**
 * Setup scripts, read by their syntax tree: what the call of `setup` is given literally, or by a variable of the file.
 */
export const setupPy: Reader = {
  kind: 'setup-py',
  title: 'Python projects that setuptools builds (setup.py), read and never run',
  files: ['**/setup.py'],
  specification: 'https://setuptools.pypa.io/en/latest/references/keywords.html',
  gives: ['package', 'index', 'runtime', 'license'],
  byContent: 'It calls `setup(…)`.',
  comments: '#',
  read(text) {
    if (!/\bsetup\s*\(/.test(text)) return undefined;
    const refusal = refusalOf(text);
    if (refusal) return { mentions: [], problems: [refusal], comments: '#' };
    const tree = parser.parse(text.startsWith('\ufeff') ? `\n${text.slice(1)}` : text);
    const call = setupCall(tree.topNode, text);
    if (!call) return undefined;
    const given = keywordArguments(call, text);
    const values = new SetupValues(tree.topNode, text);
    const requirements = (written: readonly Slice[], group?: string) =>
      joinedReadings(written.map((one) => requirementString(one, text, { group })));
    const { mentions, problems } = joinedReadings([
      ...lists.map(([keyword, group]) => requirements(values.strings(given.get(keyword)), group)),
      ...values
        .entries(given.get('extras_require'))
        .map(({ key, value }) => requirements(values.strings(value), groupOf(key))),
      readingOf(...values.strings(given.get('dependency_links')).map(findLinks)),
      readingOf(...runtimes(values, given), ...licenses(values, given)),
    ]);
    const name = values.string(given.get('name'));
    const subject = {
      kind: 'application',
      described: { start: call.from, end: call.to },
      ...(name && { name }),
    } as const;
    return { mentions: eachPlaceOnce(mentions), problems, comments: '#', subject };
  },
};

/** Why a script is not parsed; undefined where it is. */
function refusalOf(text: string): ReadProblem | undefined {
  if (text.length > longest) return { code: 'too-large', message: tooLarge, start: 0, end: 0 };
  const start = placeTooDeep(text);
  return start === undefined ? undefined : { code: 'too-deep', message: tooDeep, start, end: start + 1 };
}

/** The place where brackets nest deeper than the parser can bear; undefined where they do not. */
function placeTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[()[\]{}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return index;
  }
  return undefined;
}

/** The first call of `setup`, whether imported from setuptools, distutils or through a module. */
function setupCall(root: SyntaxNode, text: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  root.cursor().iterate((node) => {
    if (found) return false;
    if (node.name !== 'CallExpression') return true;
    const callee = node.node.firstChild;
    if (callee && /^(?:[\w.]+\.)?setup$/.test(text.slice(callee.from, callee.to))) found = node.node;
    return !found;
  });
  return found;
}

function keywordArguments(call: SyntaxNode, text: string): ReadonlyMap<string, SyntaxNode> {
  const given = new Map<string, SyntaxNode>();
  for (const { prevSibling: name, nextSibling: value } of call.getChild('ArgList')?.getChildren('AssignOp') ?? []) {
    if (name && value) given.set(text.slice(name.from, name.to), value);
  }
  return given;
}

/** An extra may name the environments that it is for behind a colon: `fast:sys_platform=="linux"`. */
function groupOf({ text }: Slice): string | undefined {
  return text.split(':', 1)[0]!.trim() || undefined;
}

function runtimes(values: SetupValues, given: ReadonlyMap<string, SyntaxNode>): readonly Mention[] {
  const specifier = values.string(given.get('python_requires'));
  return specifier ? [{ kind: 'runtime', language: 'python', specifier }] : [];
}

function licenses(values: SetupValues, given: ReadonlyMap<string, SyntaxNode>): readonly Mention[] {
  const field = values.string(given.get('license_expression')) ?? values.string(given.get('license'));
  return projectLicenses(field, values.strings(given.get('classifiers')));
}

/** A list may be the value of several extras; a requirement counts where it is named first. */
function eachPlaceOnce(mentions: readonly Mention[]): readonly Mention[] {
  const places = new Set<number>();
  return mentions.filter((mention) => {
    if (mention.kind !== 'package') return true;
    const isNew = !places.has(mention.name.start);
    places.add(mention.name.start);
    return isNew;
  });
}

function findLinks(url: Slice): PackageIndexMention {
  return { kind: 'index', url, role: 'find-links', whole: { start: url.start, end: url.end } };
}
