import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { ReadProblem } from '../domain/document';
import type { Slice, Span } from '../text/place';

/** A node of a parsed source, to be asked about through it. */
export type JsonNode = Node | undefined;

/** A key of an object and what it stands for; the value is absent where it is still to be written. */
export interface JsonEntry {
  readonly key: Slice;
  readonly value: JsonNode;
}

const deepest = 500;
const mostProblems = 10;

/** A text that is JSON, comments and trailing commas tolerated (JSONC), read as far as it can be. */
export class JsonSource {
  readonly problems: readonly ReadProblem[];
  /** The outermost value. */
  readonly root: JsonNode;

  constructor(readonly text: string) {
    const source = withoutByteOrderMark(text);
    const tooDeep = placeTooDeep(source);
    const errors: ParseError[] = [];
    this.root = tooDeep === undefined ? parseTree(source, errors, { allowTrailingComma: true }) : undefined;
    this.problems =
      tooDeep === undefined
        ? errors.slice(0, mostProblems).map((error) => problemOf(error, text.length))
        : [{ code: 'too-deep', message: tooDeepMessage, start: tooDeep, end: tooDeep + 1 }];
  }

  /** The value behind a path of keys from the outermost object. */
  top(...path: readonly string[]): JsonNode {
    return path.reduce((node: JsonNode, key) => this.valueOf(node, key), this.root);
  }

  /** The value of a key of an object. Of keys written twice the last counts, as in most JSON libraries. */
  valueOf(object: JsonNode, key: string): JsonNode {
    if (object?.type !== 'object') return undefined;
    return object.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
  }

  /** The keys of an object and their values, in their order. */
  entries(object: JsonNode): readonly JsonEntry[] {
    if (object?.type !== 'object') return [];
    return (object.children ?? []).flatMap(({ children: [key, value] = [] }) => {
      const name = this.string(key);
      return name ? { key: name, value } : [];
    });
  }

  /** The items of a list, or the one value that stands in place of a list. */
  items(node: JsonNode): readonly JsonNode[] {
    if (node?.type === 'array') return node.children ?? [];
    return node ? [node] : [];
  }

  /** Where a node stands, quotes and brackets included. */
  spanOf(node: JsonNode): Span | undefined {
    return node && { start: node.offset, end: node.offset + node.length };
  }

  /** A string without its quotes; undefined for anything else. */
  string(node: JsonNode): Slice | undefined {
    if (node?.type !== 'string') return undefined;
    const { offset: start, length } = node;
    const end = start + length;
    const isClosed = length > 1 && this.text[end - 1] === '"';
    return { text: node.value as string, start: start + 1, end: isClosed ? end - 1 : end };
  }

  /** A string without its quotes, or a number, `true` or `false` as written; undefined for anything else. */
  scalar(node: JsonNode): Slice | undefined {
    if (node?.type !== 'number' && node?.type !== 'boolean') return this.string(node);
    const { start, end } = this.spanOf(node)!;
    return { text: this.text.slice(start, end), start, end };
  }

  /** Keys that stand more than once in the outermost object, from the second on. */
  duplicates(): readonly ReadProblem[] {
    const seen = new Set<string>();
    const repeated = this.entries(this.root).filter(({ key: { text } }) => {
      const isKnown = seen.has(text);
      seen.add(text);
      return isKnown;
    });
    return repeated.slice(0, mostProblems).map(({ key: { text, start, end } }) => ({
      code: 'json-duplicate-key',
      message: `The key "${text}" stands here a second time, so one of the two values is lost. Keep one of them.`,
      start,
      end,
    }));
  }
}

const tooDeepMessage = `Lists and objects are nested more than ${deepest} levels deep here, so this was not read.`;

/** By the names of the errors of https://github.com/microsoft/node-jsonc-parser */
const messages: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here. Text stands in double quotes in JSON.',
  ColonExpected: 'A colon between key and value is missing here.',
  CommaExpected: 'A comma is missing before this place.',
  CloseBraceExpected: 'A brace that was opened before is not closed here. Add "}".',
  CloseBracketExpected: 'A bracket that was opened before is not closed here. Add "]".',
  EndOfFileExpected: 'The JSON ends before this place, so what stands here is not read.',
  UnexpectedEndOfComment: 'A comment that begins here is not closed. Add "*/".',
  UnexpectedEndOfString: 'The quote of this text is not closed.',
  InvalidEscapeCharacter: 'JSON does not know this backslash sequence. Write the backslash twice.',
  InvalidCharacter: 'A tab, line end or other control character cannot stand in a JSON text as it is.',
};
const otherwise = 'This is not JSON that can be read, so what stands here may be missed.';

function problemOf({ error, offset, length }: ParseError, last: number): ReadProblem {
  const start = Math.min(offset, last);
  const message = messages[printParseErrorCode(error)] ?? otherwise;
  return { code: 'json-syntax', message, start, end: Math.min(start + length, last) };
}

/** The parser takes a byte order mark for a symbol; a space in its place keeps all offsets. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
}

/** The place where brackets outside of strings nest deeper than the parser can bear; undefined where they do not. */
function placeTooDeep(text: string): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"' || character === '\n') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') {
      if (++depth > deepest) return at;
    } else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return undefined;
}
