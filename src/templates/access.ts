import type { Span } from '../text/place';
import type { Findings } from './findings';
import { gadgets, isFrameworkPart, isInside, isModule } from './python-names';
import { isTextMethod } from './python-text';
import type { State } from './state';
import { choiceOf, constant, alternatives, textOf, unknownFrom, type Value } from './value';

/** How a part of a value is asked for: `.name`, `[key]`, or by a filter or function that takes the name as a text. */
export type Manner = 'dot' | 'subscript' | 'by-text';

/** Where the part is asked for, and where what it is a part of begins. */
export interface Place extends Span {
  readonly source: string;
  readonly of: Span;
}

const longestBase = 40;
const longestPath = 400;
const listMethods: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'reverse',
  'sort',
  'index',
  'count',
  'copy',
  'clear',
  'remove',
]);
const dictMethods: ReadonlySet<string> = new Set([
  'get',
  'keys',
  'values',
  'items',
  'update',
  'pop',
  'setdefault',
  'copy',
  'clear',
]);

/** Follows the parts of values, and sees where one is the inside of Python. */
export class Access {
  /** Blocks of the template, which are honest parts of `self`. */
  readonly blocks = new Set<string>();

  constructor(private readonly findings: Findings) {}

  /** What `value.key` or `value[key]` may be. */
  part(value: Value, key: Value, manner: Manner, place: Place, state: State): Value {
    const found: Value[] = [];
    for (const object of alternatives(value)) {
      for (const one of alternatives(key)) {
        this.findings.step();
        found.push(this.#partOf(object, one, manner, place, state));
      }
    }
    return choiceOf(found);
  }

  /** Goes further into Python, or begins to. */
  into(object: Value, step: string, { start, end, of, source }: Place): Value {
    const base = shortened(source.slice(of.start, Math.min(of.end, of.start + longestBase + 1)));
    const path = (object.kind === 'python' ? object.path : base) + step;
    this.findings.reach({ start, end }, path);
    return { kind: 'python', path: path.slice(0, longestPath) };
  }

  #partOf(object: Value, key: Value, manner: Manner, place: Place, state: State): Value {
    if (object.kind === 'python') return this.into(object, stepOf(key, manner), place);
    if (key.kind !== 'constant') return this.#computed(object, key, manner, place, state);
    if (typeof key.value !== 'string') return itemAt(object, key.value, state);
    const name = key.value;
    const entry = state.entries(object)?.get(name);
    const isMethod = isMethodOf(object, name, state);
    if (entry && !(manner === 'dot' && isMethod)) return entry;
    if (isInside(name) || this.#isGadget(object, name)) return this.into(object, stepOf(key, manner), place);
    if (isMethod) return { kind: 'method', of: object, name };
    const base = unknownFrom([object]);
    const origin = name === 'role' ? 'input' : base.origin;
    return { kind: 'unknown', origin, near: base.origin === 'puzzle' ? base.near : '', name };
  }

  /** A key that is not known: harmless for data, but not where it picks attributes, or was put together from pieces. */
  #computed(object: Value, key: Value, manner: Manner, place: Place, state: State): Value {
    const { near, origin } = unknownFrom(state.parts(key));
    const written = shortened(place.source.slice(place.start, Math.min(place.end, place.start + longestBase + 1)));
    if (near.includes('__') || (object.kind === 'builtin' && gadgets.has(object.name)))
      return this.into(object, stepOf(key, manner), place);
    if (manner === 'by-text')
      this.findings.add({
        code: 'attribute-by-text',
        verdict: 'suspicious',
        says: `The chat template picks an attribute by a name that is handed to it: ${written}.`,
        advice: 'Whoever supplies the name chooses what it reaches. Read it before you use it.',
        found: written,
        start: place.start,
        end: place.end,
      });
    else if (origin === 'puzzle' && near !== '')
      this.findings.add({
        code: 'computed-name',
        verdict: 'suspicious',
        says: `The chat template looks up a name that it puts together from pieces: ${written}.`,
        advice: 'This hides what it reaches for. Read it before you use it.',
        found: written,
        start: place.start,
        end: place.end,
      });
    const items = state.items(object) ?? [...(state.entries(object)?.values() ?? [])];
    return items.length > 0 ? choiceOf(items) : unknownFrom(state.parts(object));
  }

  #isGadget(object: Value, name: string): boolean {
    if (object.kind !== 'builtin') return false;
    if (object.name === 'self') return !this.blocks.has(name);
    return gadgets.has(object.name) || isModule(object.name) || isFrameworkPart(object.name, name);
  }
}

/** A part as Python writes it. */
function stepOf(key: Value, manner: Manner): string {
  if (key.kind !== 'constant') return manner === 'dot' ? '.…' : '[…]';
  if (typeof key.value === 'string' && (manner !== 'subscript' || /^__\w+__$/.test(key.value))) return `.${key.value}`;
  return `[${typeof key.value === 'string' ? JSON.stringify(key.value) : textOf(key.value)}]`;
}

function itemAt(object: Value, index: number | boolean | null, state: State): Value {
  const item =
    object.kind === 'constant' && typeof object.value === 'string'
      ? object.value.at(Number(index))
      : state.items(object)?.at(Number(index));
  if (typeof item === 'string') return constant(item);
  return item ?? state.entries(object)?.get(textOf(index)) ?? unknownFrom(state.parts(object));
}

function isMethodOf(object: Value, name: string, state: State): boolean {
  if (object.kind === 'constant') return typeof object.value === 'string' && isTextMethod(name);
  if (object.kind === 'list') return state.items(object) !== undefined && listMethods.has(name);
  return object.kind === 'dict' && dictMethods.has(name);
}

function shortened(written: string): string {
  const line = written.replace(/\s+/g, ' ');
  return line.length > longestBase ? `${line.slice(0, longestBase)}…` : line;
}
