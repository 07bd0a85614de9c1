import { Tree, type SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Span } from '../../text/place';
import { syntaxTree } from '../syntax-tree';
import { logicalLines, matches, type LogicalLine } from './logical-lines';

const mostModules = 8;
const longestKept = 1_000_000;
/** Classes of more characters than this are parsed member by member. */
const longClass = 4000;

const classNode = parser.nodeSet.types.find(({ name }) => name === 'ClassDefinition')!;
const goesOn = /(?:elif|else|except|finally)\b/y;
const decorator = /@/y;
const classWord = /class\b/y;

/** Trees by the text that they were made of; their places count from its start. */
type Parsed = ReadonlyMap<string, Tree>;

/** What was parsed of the modules that were read last, by path. */
const remembered = new Map<string, Parsed>();

/** A syntax tree, and the statements that are nested too deep to be a part of it. */
export interface ModuleTree {
  readonly tree: Tree;
  readonly unread: readonly Span[];
}

/**
 * The syntax tree of a Python module. Each statement at the top, and each member of a long class, is parsed by itself, so that a
 * faulty one harms no other, and what stood in the same module before is not parsed again: the tree depends on the text alone.
 * Parts, such as the cells of a notebook, never reach into one another.
 */
export function parseModule(text: string, path: string, parts: readonly Span[] = [wholeOf(text)]): ModuleTree {
  const parse = memoized(path, text.length);
  const statements = parts.flatMap((part) => piecesOf(text, logicalLines(text, part), part));
  const unread: Span[] = [];
  const trees = statements.map((statement) => {
    const source = text.slice(statement.start, statement.end);
    const tree = treeOfClass(source, parse) ?? parse(source, treeOf);
    if (tree === unreadable) unread.push(statement);
    return tree;
  });
  const places = statements.map(({ start }) => start);
  return { tree: new Tree(parser.topNode, trees, places, text.length).balance(), unread };
}

/** Stands in place of what is nested too deep to be parsed. */
const unreadable = new Tree(parser.topNode, [], [], 0);

function treeOf(source: string): Tree {
  return syntaxTree(parser, source) ?? unreadable;
}

/** Without a byte order mark, which the grammar would take for a letter. */
function wholeOf(text: string): Span {
  return { start: text.startsWith('\ufeff') ? 1 : 0, end: text.length };
}

/** The statements of a block, each up to the next; decorators and `else` belong to what they stand with. */
function piecesOf(text: string, lines: readonly LogicalLine[], { start, end }: Span): readonly Span[] {
  const indent = indentOf(lines[0]);
  const starts = [start];
  let isDecorated = true;
  for (const line of lines) {
    if (indentOf(line) !== indent) continue;
    if (!isDecorated && !matches(goesOn, text, line.code)) starts.push(line.start);
    isDecorated = matches(decorator, text, line.code);
  }
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? end }));
}

function indentOf(line: LogicalLine | undefined): number {
  return line ? line.code - line.start : 0;
}

type Parse = (source: string, make: (source: string) => Tree) => Tree;

/** The head of a long class as a class without members, and beside it a nameless class that holds them. */
function treeOfClass(source: string, parse: Parse): Tree | undefined {
  if (source.length <= longClass) return undefined;
  const lines = logicalLines(source, { start: 0, end: source.length });
  const head = lines.findIndex(({ code }) => !matches(decorator, source, code));
  const [classLine, first] = lines.slice(head, head + 2);
  if (!classLine || !first || !matches(classWord, source, classLine.code) || indentOf(first) === 0) return undefined;

  const body = { start: first.start, end: source.length };
  const members = piecesOf(source, lines.slice(head + 1), body);
  const trees = members.map(({ start, end }) => parse(source.slice(start, end), treeOfMember));
  const places = members.map(({ start }) => start - body.start);
  const inner = new Tree(classNode, trees, places, body.end - body.start).balance();
  return new Tree(parser.topNode, [treeOf(source.slice(0, body.start)), inner], [0, body.start], source.length);
}

const opening = 'if 1:\n';

/** An indented statement can only be parsed within a block; the block's own nodes are left out again. */
function treeOfMember(source: string): Tree {
  const block = treeOf(opening + source).topNode.firstChild;
  const body = block?.getChild('Body')?.firstChild?.nextSibling;
  const nodes = [...siblingsFrom(body), ...siblingsFrom(block?.nextSibling)];
  const trees = nodes.map((node) => node.toTree());
  const places = nodes.map(({ from }) => from - opening.length);
  return new Tree(parser.topNode, trees, places, source.length);
}

function siblingsFrom(first: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node = first; node; node = node.nextSibling) nodes.push(node);
  return nodes;
}

/** Keeps what is parsed of a module until it is read the next time. */
function memoized(path: string, length: number): Parse {
  const before = remembered.get(path);
  const now = new Map<string, Tree>();
  remembered.delete(path);
  if (length <= longestKept) remembered.set(path, now);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= mostModules) break;
    remembered.delete(oldest);
  }
  return (source, make) => {
    const tree = now.get(source) ?? before?.get(source) ?? make(source);
    now.set(source, tree);
    return tree;
  };
}
