import type { Role } from './role';

/**
 * What the machine keeps of a value: a number where its kind says enough (see `kinds`), `literal(offset)` for what stands
 * written in the file, and a shape for what can matter to a call.
 */
export type Value = number | Global | Instance | Tuple | Dict;

/** Values of which nothing but the kind is kept. Literals are negative numbers. */
export const kinds = {
  ...{ opaque: 0, list: 1, dict: 2, tuple: 3, set: 4, persistent: 5, extension: 6, buffer: 7, frozenset: 8 },
} as const;

/** The value that the opcode at this offset writes down: a number, a text, bytes, `None`. */
export function literal(offset: number): number {
  return -1 - offset;
}

/** Where a literal stands; `undefined` for all other values. */
export function offsetOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' && value < 0 ? -1 - value : undefined;
}

/** A class, function or other attribute of a module. There is one object for each name, so they can be compared. */
export class Global {
  /** What stands for its instances where there are too many to keep them apart. */
  readonly anyInstance: Instance = new Instance(this, kinds.opaque, true);

  constructor(
    readonly module: string,
    readonly name: string,
    /** Nothing needs to be said of it, whatever is done with it. */
    readonly isSafe: boolean,
    readonly role: Role = 'none',
  ) {}

  get full(): string {
    return `${this.module}.${this.name}`;
  }
}

/** What a call gives back. */
export class Instance {
  /** How often a state was put into it. */
  builds = 0;

  constructor(
    readonly callee: Value,
    readonly args: Value,
    readonly isShared = false,
  ) {}
}

const mostLevels = 64;

export class Tuple {
  readonly #level: number;
  #isKey: boolean | undefined;

  /** Only the first items of long ones. */
  constructor(readonly items: readonly Value[]) {
    const [first] = items;
    this.#level = first instanceof Tuple ? first.#level + 1 : 0;
  }

  /** Whether it can be a key, as all that it holds can: looked up once, for tuples can lie in others many times. */
  get isKey(): boolean {
    return (this.#isKey ??= this.items.every(canBeKey));
  }

  /** So many lie within each other that one more is kept as a kind. */
  get isDeep(): boolean {
    return this.#level > mostLevels;
  }
}

const mostPairs = 64;
const mostCallable = 10_000;
/** Most of very many dictionaries are empty: they share it. */
const none: Value[] = [];

/** A dictionary: its first pairs, and of the others those whose value could be called. */
export class Dict {
  #keys: Value[] = none;
  #values: Value[] = none;

  get keys(): readonly Value[] {
    return this.#keys;
  }

  get values(): readonly Value[] {
    return this.#values;
  }

  add(key: Value, value: Value): void {
    const { length } = this.#keys;
    if (length >= mostPairs && (typeof value === 'number' || length >= mostCallable)) return;
    if (length === 0) [this.#keys, this.#values] = [[], []];
    this.#keys.push(key);
    this.#values.push(value);
  }
}

/** Whether a value can stand as a key or in a set: Python refuses what can change. */
export function canBeKey(value: Value): boolean {
  if (typeof value === 'number') return value !== kinds.list && value !== kinds.dict && value !== kinds.set;
  return value instanceof Tuple ? value.isKey : !(value instanceof Dict);
}
