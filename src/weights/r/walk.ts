import { ByteError, type Cursor } from '../../bytes/cursor';

/** Kinds of objects by their number: https://cran.r-project.org/doc/manuals/r-release/R-ints.html#SEXPTYPEs */
const symbol = 1;
const list = 2;
const pairs: ReadonlySet<number> = new Set([2, 3, 5, 6, 17]);
const promise = 5;
const language = 6;
const environment = 4;
const text = 9;
const bytecode = 21;
const externalPointer = 22;
const weakReference = 23;
const object = 25;
const builtIn: ReadonlySet<number> = new Set([7, 8]);
/** Widths in bytes of the items of vectors of numbers. */
const widths: Readonly<Record<number, number | undefined>> = { 10: 4, 13: 4, 14: 8, 15: 16, 24: 1 };
const listed: ReadonlySet<number> = new Set([16, 19, 20]);
/** Stand-ins that are a number alone: `NULL`, the environments and values of R itself. */
const plain: ReadonlySet<number> = new Set([254, 253, 252, 251, 250, 242, 241]);
const named: ReadonlySet<number> = new Set([247, 248, 249]);
const reference = 255;
const alternative = 238;
/** Parts of compiled code: lists and calls with attributes, what occurs again, and where it occurred first. */
const withAttributes: ReadonlySet<number> = new Set([239, 240]);
const repetition = 243;
const definition = 244;
const repeated: ReadonlySet<number> = new Set([...withAttributes, repetition, definition]);
const unbound = 252;

const mostItems = 20_000_000;
const deepest = 800;

/** A promise that has not been kept: R runs its expression when somebody looks at it (CVE-2024-27322). */
export interface OpenPromise {
  /** In bytes. */
  readonly offset: number;
  /** The symbols in its expression. */
  readonly symbols: readonly string[];
}

/** Goes through serialized R data, and tells each promise. Fails with a `ByteError`; `absurd-length` also where it is too deep or too much. */
export class RWalk {
  readonly promises: OpenPromise[] = [];
  readonly #symbols: (string | undefined)[] = [];
  /** The symbols met since the innermost promise began. */
  #met: string[] | undefined;
  #items = 0;

  constructor(private readonly cursor: Cursor) {}

  /** One object with all that is in it. */
  item(depth = 0): void {
    const { cursor } = this;
    // The last part of a pair is another pair as a rule, so that long lists go round here and not down.
    for (;;) {
      if (++this.#items > mostItems || depth > deepest) throw new ByteError('absurd-length', cursor.offset);
      const offset = cursor.offset;
      const flags = cursor.u32();
      const type = flags & 0xff;
      const hasAttributes = (flags & 0x200) !== 0;
      if (!pairs.has(type)) return this.#other(type, flags, hasAttributes, depth);
      if (hasAttributes) this.item(depth + 1);
      if (type === promise) return this.#promise((flags & 0x400) !== 0, offset, depth);
      if ((flags & 0x400) !== 0) this.item(depth + 1);
      this.item(depth + 1);
    }
  }

  /** Its environment, if it has one still; its value; its expression. */
  #promise(hasEnvironment: boolean, offset: number, depth: number): void {
    if (hasEnvironment) this.item(depth + 1);
    const isOpen = this.#nextType() === unbound;
    this.item(depth + 1);
    const outer = this.#met;
    const symbols: string[] = [];
    this.#met = symbols;
    const isCall = this.#nextType() === language || this.#nextType() === bytecode;
    this.item(depth + 1);
    this.#met = outer;
    if (isOpen && isCall) this.promises.push({ offset, symbols });
  }

  #other(type: number, flags: number, hasAttributes: boolean, depth: number): void {
    const { cursor } = this;
    if (plain.has(type)) return;
    if (type === reference) return this.#reference(flags >>> 8 || cursor.u32());
    if (type === symbol) return this.#symbol();
    if (type === text) return void cursor.skip(this.#length(1, -1));
    if (named.has(type)) return this.#names(depth);
    if (type === environment) return this.#environment(depth);
    if (type === alternative) return this.#times(3, depth);
    const width = widths[type];
    if (width !== undefined) cursor.skip(this.#length(width) * width);
    else if (listed.has(type)) this.#times(this.#length(4), depth);
    else if (builtIn.has(type)) cursor.skip(this.#length(1));
    else if (type === externalPointer) this.#counted(2, depth);
    else if (type === weakReference) this.#counted(0, depth);
    else if (type === bytecode) this.#bytecode(depth);
    else if (type !== object) throw new ByteError('bad-magic', cursor.offset);
    if (hasAttributes) this.item(depth + 1);
  }

  #symbol(): void {
    const { cursor } = this;
    cursor.u32();
    const name = cursor.text(this.#length(1));
    this.#symbols.push(name);
    this.#met?.push(name);
  }

  #reference(index: number): void {
    const name = this.#symbols[index - 1];
    if (index > this.#symbols.length) throw new ByteError('bad-magic', this.cursor.offset);
    if (name !== undefined) this.#met?.push(name);
  }

  #names(depth: number): void {
    this.cursor.u32();
    this.#counted(this.#length(4), depth);
  }

  /** Whether it is locked; what encloses it, its variables, their table, its attributes. */
  #environment(depth: number): void {
    this.cursor.u32();
    this.#counted(4, depth);
  }

  /** Items of something that later references count, before what it holds. */
  #counted(items: number, depth: number): void {
    this.#symbols.push(undefined);
    this.#times(items, depth);
  }

  /** Compiled code: instructions, then the constants that they use. */
  #bytecode(depth: number): void {
    this.cursor.u32();
    this.#code(depth);
  }

  #code(depth: number): void {
    if (depth > deepest) throw new ByteError('absurd-length', this.cursor.offset);
    this.item(depth + 1);
    for (let left = this.#length(4); left > 0; left--) this.#constant(depth + 1);
  }

  #constant(depth: number): void {
    const type = this.cursor.u32();
    if (type === bytecode) this.#code(depth);
    else if (type === list || type === language || repeated.has(type)) this.#repeated(type, depth);
    else this.item(depth + 1);
  }

  /** Expressions that occur more than once in a function, which refer to one another by a number. */
  #repeated(type: number, depth: number): void {
    const { cursor } = this;
    if (++this.#items > mostItems || depth > deepest) throw new ByteError('absurd-length', cursor.offset);
    if (type === repetition) return void cursor.u32();
    if (type === definition) cursor.u32();
    const kind = type === definition ? cursor.u32() : type;
    const hasAttributes = withAttributes.has(kind);
    if (kind !== list && kind !== language && !hasAttributes) return this.item(depth + 1);
    if (hasAttributes) this.item(depth + 1);
    this.item(depth + 1);
    this.#repeated(cursor.u32(), depth + 1);
    this.#repeated(cursor.u32(), depth + 1);
  }

  #times(count: number, depth: number): void {
    for (let left = count; left > 0; left--) this.item(depth + 1);
  }

  /** A count of items that all have to stand in what is left; `absent` stands for one that is missing. */
  #length(width: number, absent?: number): number {
    const { cursor } = this;
    const length = cursor.i32();
    if (length === absent) return 0;
    if (length < 0 || length * width > cursor.left) throw new ByteError('truncated', cursor.offset);
    return length;
  }

  /** The kind of the item that follows: the last of its first four bytes. */
  #nextType(): number | undefined {
    const { bytes, left } = this.cursor;
    return bytes[bytes.length - left + 3];
  }
}
