import {
  choiceOf,
  constant,
  input,
  isList,
  unknownFrom,
  type Cell,
  type Constant,
  type Plain,
  type Value,
} from './value';

const mostParts = 5000;
/** Lists may hold themselves. */
const deepest = 20;
const charactersAPart = 100;

/** How many parts of a value may still be looked at. */
interface Room {
  left: number;
}

/** What names and cells hold at a place of the template; a fork sees what its parent holds until it says otherwise. */
export class State {
  /** Made when there is something to hold, as most forks hold nothing. */
  #names: Map<string, Value> | undefined;
  #cells: Map<number, Cell> | undefined;
  readonly #counter: { next: number };
  readonly #parent: State | undefined;
  /** Cells with a number below this one were there before. */
  readonly #firstOwn: number;

  constructor(parent?: State) {
    this.#parent = parent;
    this.#counter = parent ? parent.#counter : { next: 0 };
    this.#firstOwn = this.#counter.next;
  }

  fork(): State {
    return new State(this);
  }

  get(name: string): Value | undefined {
    return this.#names?.get(name) ?? this.#parent?.get(name);
  }

  set(name: string, value: Value): void {
    (this.#names ??= new Map()).set(name, value);
  }

  cell(id: number): Cell {
    return this.#cells?.get(id) ?? this.#parent?.cell(id) ?? input;
  }

  change(id: number, cell: Cell): void {
    (this.#cells ??= new Map()).set(id, cell);
  }

  list(items: readonly Value[]): Value {
    const cell = this.#counter.next++;
    this.change(cell, items);
    return { kind: 'list', cell };
  }

  dict(entries: ReadonlyMap<string, Value>): Value {
    const cell = this.#counter.next++;
    this.change(cell, entries);
    return { kind: 'dict', cell };
  }

  /** Whether what lay in cells before was changed here. */
  get hasChanged(): boolean {
    return [...(this.#cells?.keys() ?? [])].some((id) => id < this.#firstOwn);
  }

  /** Takes over what a block with names of its own has left behind: only what lies in cells. */
  keepCells(from: State): void {
    for (const [id, cell] of from.#cells ?? []) this.change(id, cell);
  }

  /** Takes over what one of several ways has left behind, whichever is taken. */
  join(ways: readonly State[]): void {
    const names = new Set(ways.flatMap((way) => [...(way.#names?.keys() ?? [])]));
    const ids = new Set(ways.flatMap((way) => [...(way.#cells?.keys() ?? [])]));
    for (const name of names) this.set(name, choiceOf(ways.map((way) => way.get(name) ?? input)));
    for (const id of ids) this.change(id, ways.map((way) => way.cell(id)).reduce(eitherCell));
  }

  /** The value with all its parts, where they are all known and not too many. */
  plain(value: Value, room: Room = { left: mostParts }, depth = 0): Plain | undefined {
    const size = value.kind === 'constant' && typeof value.value === 'string' ? value.value.length : 0;
    room.left -= 1 + size / charactersAPart;
    if (room.left < 0 || depth > deepest) return undefined;
    if (value.kind === 'constant') return value.value;
    if (value.kind !== 'list' && value.kind !== 'dict') return undefined;
    const cell = this.cell(value.cell);
    if (isItems(cell)) {
      const items: Plain[] = [];
      for (const item of cell) {
        const plain = this.plain(item, room, depth + 1);
        if (plain === undefined) return undefined;
        items.push(plain);
      }
      return items;
    }
    if (!isEntries(cell)) return undefined;
    const entries = new Map<string, Plain>();
    for (const [key, item] of cell) {
      const plain = this.plain(item, room, depth + 1);
      if (plain === undefined) return undefined;
      entries.set(key, plain);
    }
    return entries;
  }

  /** The value of what is known; of too much it is not. */
  valueOf(plain: Plain, room: Room = { left: mostParts }): Value {
    if (--room.left < 0) return { ...input, origin: 'puzzle' };
    if (isList(plain)) return this.list(plain.slice(0, mostParts).map((item) => this.valueOf(item, room)));
    if (plain instanceof Map) {
      const entries = [...(plain as ReadonlyMap<string, Plain>)].slice(0, mostParts);
      return this.dict(new Map(entries.map(([key, item]) => [key, this.valueOf(item, room)])));
    }
    return constant(plain as Constant);
  }

  /** The items, where it is known how many there are. */
  items(value: Value): readonly Value[] | undefined {
    const cell = value.kind === 'list' ? this.cell(value.cell) : undefined;
    return cell && isItems(cell) ? cell : undefined;
  }

  entries(value: Value): ReadonlyMap<string, Value> | undefined {
    const cell = value.kind === 'dict' ? this.cell(value.cell) : undefined;
    return cell && isEntries(cell) ? cell : undefined;
  }

  /** The parts of a value, as far as they are not too many, to see what goes into what is made of it. */
  parts(value: Value): readonly Value[] {
    const found: Value[] = [];
    this.#gather(value, found, { left: mostParts }, 0);
    return found;
  }

  #gather(value: Value, found: Value[], room: Room, depth: number): void {
    if (--room.left < 0 || depth > deepest) return;
    if (value.kind === 'choice') for (const one of value.of) this.#gather(one, found, room, depth + 1);
    else if (value.kind === 'list' || value.kind === 'dict') {
      const cell = this.cell(value.cell);
      if (isItems(cell)) for (const item of cell) this.#gather(item, found, room, depth + 1);
      else if (isEntries(cell)) {
        for (const [key, item] of cell) {
          found.push(constant(key));
          this.#gather(item, found, room, depth + 1);
        }
      } else found.push(cell);
    } else found.push(value);
  }
}

export function isItems(cell: Cell): cell is readonly Value[] {
  return Array.isArray(cell);
}

export function isEntries(cell: Cell): cell is ReadonlyMap<string, Value> {
  return cell instanceof Map;
}

function eitherCell(a: Cell, b: Cell): Cell {
  if (a === b) return a;
  if (isItems(a) && isItems(b) && a.length === b.length) return a.map((item, index) => choiceOf([item, b[index]!]));
  if (isEntries(a) && isEntries(b)) {
    const keys = new Set([...a.keys(), ...b.keys()]);
    return new Map([...keys].map((key) => [key, choiceOf([a.get(key) ?? input, b.get(key) ?? input])]));
  }
  return unknownFrom([a, b].flatMap((cell) => (isItems(cell) ? cell : isEntries(cell) ? [...cell.values()] : [cell])));
}
