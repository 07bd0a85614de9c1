import type { ReadProblem } from '../domain/document';
import type { Slice, Span } from '../text/place';
import { kindOfBareValue, readTomlString, UnreadableToml, type TomlScalar } from './toml-scalar';

/** A value of a TOML text. The span of a table that a header opens reaches to the end of the last line under it. */
export type TomlNode = TomlTable | TomlList | TomlScalar;

export interface TomlTable extends Span {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, TomlEntry>;
}

export interface TomlList extends Span {
  readonly kind: 'list';
  readonly items: readonly TomlNode[];
}

export interface TomlEntry {
  readonly key: Slice;
  readonly value: TomlNode;
}

/** Reads TOML 1.1 (https://toml.io/en/v1.1.0) line by line: what is wrong costs its own lines, and no others. */
export function readToml(text: string): { readonly root: TomlTable; readonly problems: readonly ReadProblem[] } {
  const reader = new TreeReader(text);
  reader.read();
  return { root: reader.root, problems: reader.problems };
}

interface GrowingTable extends TomlTable {
  end: number;
  /** Whether a header or braces gave it; else it only holds what longer keys name. */
  isDefined: boolean;
  readonly entries: Map<string, TomlEntry>;
}

interface GrowingList extends TomlList {
  end: number;
  /** Whether it is made of `[[headers]]`. */
  readonly isOfTables: boolean;
  readonly items: TomlNode[];
}

const deepest = 200;
const mostProblems = 10;
const mostFailures = 1000;

const bareKey = /[A-Za-z0-9_-]+/y;
const bareValue = /\d{4}-\d\d-\d\d \d[\d:.+Z-]*|[^\s,[\]{}#="']+/y;
const space = /[ \t\r]*/y;
const blank = /(?:[ \t\r\n]|#[^\n]*)*/y;
/** A line that can only begin something new: a header, or a key and its `=`. */
const statement =
  /[ \t]*(?:\[{1,2}[ \t]*[A-Za-z_"'][^[\]\n]*\]|(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*[ \t]*=)/y;

class TreeReader {
  readonly problems: ReadProblem[] = [];
  readonly root: GrowingTable;
  #table: GrowingTable;
  #at: number;
  /** Where the brackets stand that are open. */
  #open: number[] = [];

  constructor(readonly text: string) {
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
    this.root = this.#newTable(0, true);
    this.#table = this.root;
  }

  read(): void {
    let failures = 0;
    for (this.#skip(blank); this.#at < this.text.length; this.#skip(blank)) {
      const start = this.#at;
      try {
        if (this.text[start] === '[') this.#header();
        else this.#pair(this.#table, 0);
        this.#endOfLine();
        this.#table.end = this.#at;
      } catch (error) {
        if (!(error instanceof UnreadableToml)) throw error;
        if (++failures > mostFailures) return this.#report(tooManyFailures, start, this.text.length);
        this.#recover(error, start);
      }
    }
    this.root.end = this.text.length;
  }

  /** Goes on where something new begins: at the line that was not expected, or else behind it. */
  #recover({ code, message, start, end }: UnreadableToml, from: number): void {
    const line = this.text.lastIndexOf('\n', start - 1) + 1;
    const bracket = this.#open.at(-1);
    this.#open = [];
    if (bracket !== undefined && line > from && (start >= this.text.length || this.#begins(line))) {
      this.#report(notClosed, bracket, bracket + 1);
      this.#at = line;
    } else {
      this.#report(message, start, end, code);
      this.#at = this.#nextLine(start);
    }
    while (this.#at < this.text.length && !this.#begins(this.#at)) this.#at = this.#nextLine(this.#at);
  }

  #begins(line: number): boolean {
    statement.lastIndex = line;
    return statement.test(this.text);
  }

  #nextLine(from: number): number {
    const found = this.text.indexOf('\n', from);
    return found < 0 ? this.text.length : found + 1;
  }

  /** `[table]` or `[[list of tables]]`. A header that cannot be read takes its lines with it. */
  #header(): void {
    const start = this.#at;
    this.#table = this.#newTable(start, true);
    const isList = this.text[start + 1] === '[';
    this.#at += isList ? 2 : 1;
    const keys = this.#keys();
    const close = isList ? ']]' : ']';
    if (!this.text.startsWith(close, this.#at)) this.#fail(`"${close}" is expected here, behind the name of a table.`);
    this.#at += close.length;
    const last = keys.pop()!;
    const parent = this.#descend(this.root, keys);
    const known = parent.entries.get(last.text)?.value as GrowingTable | GrowingList | TomlScalar | undefined;
    if (isList && known?.kind === 'list' && known.isOfTables) known.items.push(this.#table);
    else if (!isList && known?.kind === 'table' && !known.isDefined) {
      this.#table = known;
      known.isDefined = true;
    } else {
      const list: GrowingList = { kind: 'list', isOfTables: true, items: [this.#table], start, end: this.#at };
      this.#put(parent, last, isList ? list : this.#table);
    }
  }

  /** The table that keys lead to; those in between are made where they are not there. */
  #descend(from: GrowingTable, keys: readonly Slice[]): GrowingTable {
    let table = from;
    for (const key of keys) {
      const found = table.entries.get(key.text)?.value;
      const next = found?.kind === 'list' ? found.items.at(-1) : found;
      if (next && next.kind !== 'table') {
        this.#fail(`"${shown(key.text)}" has a value already, so nothing can stand under it.`, key.start, key.end);
      }
      const inner = (next ?? this.#newTable(key.start, false)) as GrowingTable;
      if (!next) table.entries.set(key.text, { key, value: inner });
      table = inner;
    }
    return table;
  }

  #pair(table: GrowingTable, depth: number): void {
    const keys = this.#keys();
    if (this.text[this.#at] !== '=') this.#fail('A key, "=" and a value are expected on this line.');
    this.#at++;
    this.#skip(space);
    const last = keys.pop()!;
    const parent = this.#descend(table, keys);
    this.#value(depth, (value) => this.#put(parent, last, value));
  }

  #put(table: GrowingTable, key: Slice, value: TomlNode): void {
    if (table.entries.has(key.text)) {
      const message = `The key "${shown(key.text)}" stands here a second time, which TOML does not allow. Keep one of them.`;
      this.#report(message, key.start, key.end, 'toml-duplicate-key');
    }
    table.entries.set(key.text, { key, value });
  }

  /** Keys joined by dots; there is at least one. */
  #keys(): Slice[] {
    const keys: Slice[] = [];
    for (;;) {
      this.#skip(space);
      if (keys.length === deepest) this.#tooDeep();
      keys.push(this.#key());
      this.#skip(space);
      if (this.text[this.#at] !== '.') return keys;
      this.#at++;
    }
  }

  #key(): Slice {
    const start = this.#at;
    if (this.text[start] === '"' || this.text[start] === "'") return this.#string().slice;
    const end = this.#skip(bareKey);
    if (end === start)
      this.#fail('A key is expected here. Keys with other characters than A-Z, 0-9, _ and - need quotes.');
    return { text: this.text.slice(start, end), start, end };
  }

  /** Lists and tables are given away before they are filled, so that what is half written is not lost. */
  #value(depth: number, put: (node: TomlNode) => void): void {
    if (depth > deepest) this.#tooDeep();
    const start = this.#at;
    const first = this.text[start];
    if (first === '"' || first === "'") return put(this.#string());
    if (first === '[') return this.#list(depth, put);
    if (first === '{') return this.#braces(depth, put);
    const end = this.#skip(bareValue);
    if (end === start) this.#fail('A value is expected here.');
    const text = this.text.slice(start, end);
    const kind = kindOfBareValue(text);
    if (!kind) this.#fail('This is not a value that TOML knows. Text stands in quotes.', start, end);
    put({ kind, slice: { text, start, end }, start, end });
  }

  #list(depth: number, put: (node: TomlNode) => void): void {
    const list: GrowingList = { kind: 'list', isOfTables: false, items: [], start: this.#at, end: this.#at + 1 };
    put(list);
    this.#enclosed(list, ']', () => this.#value(depth + 1, (item) => list.items.push(item)));
  }

  #braces(depth: number, put: (node: TomlNode) => void): void {
    const table = this.#newTable(this.#at, true);
    put(table);
    this.#enclosed(table, '}', () => this.#pair(table, depth + 1));
  }

  /** What stands in brackets or braces, separated by commas; comments and line ends may stand anywhere between. */
  #enclosed(node: { end: number }, close: string, part: () => void): void {
    this.#open.push(this.#at++);
    for (this.#skip(blank); this.text[this.#at] !== close; this.#skip(blank)) {
      part();
      node.end = this.#at;
      this.#skip(blank);
      if (this.text[this.#at] === ',') this.#at++;
      else if (this.text[this.#at] !== close) this.#fail(`A comma or "${close}" is expected here.`);
    }
    node.end = ++this.#at;
    this.#open.pop();
  }

  #string(): TomlScalar {
    const { node, problem } = readTomlString(this.text, this.#at);
    if (problem) this.#report(problem.message, problem.start, problem.end);
    this.#at = node.end;
    return node;
  }

  #endOfLine(): void {
    this.#skip(space);
    const next = this.text[this.#at];
    if (next !== undefined && next !== '\n' && next !== '#')
      this.#fail('Only a comment can follow here. What comes next needs a line of its own.');
  }

  /** Goes behind what a pattern fits and gives that place. */
  #skip(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.text)) this.#at = pattern.lastIndex;
    return this.#at;
  }

  #newTable(start: number, isDefined: boolean): GrowingTable {
    return { kind: 'table', isDefined, entries: new Map(), start, end: start };
  }

  #tooDeep(): never {
    const message = `Lists and tables are nested more than ${deepest} levels deep here, so this was not read.`;
    throw new UnreadableToml(message, this.#at, this.#at + 1, 'too-deep');
  }

  #fail(message: string, start = this.#at, end = Math.min(start + 1, this.text.length)): never {
    throw new UnreadableToml(message, start, end);
  }

  #report(message: string, start: number, end: number, code = 'toml-syntax'): void {
    if (this.problems.length < mostProblems) this.problems.push({ code, message, start, end });
  }
}

const notClosed = 'The bracket that is opened here is not closed.';
const tooManyFailures = 'From here on nothing was read, because too much before could not be read.';

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}
