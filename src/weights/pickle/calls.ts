import { beginsLikePickle } from './embedded';
import type { Literals } from './literals';
import { canBe } from './plain';
import type { Stack } from './stack';
import { Dict, Global, Instance, kinds, Tuple, type Value } from './values';
import type { Watcher } from './watcher';

/** Methods that an unpickler looks for on what it has built, so that whoever plants them has them called. */
const hooks: ReadonlySet<string> = new Set(['__setstate__', '__reduce__', '__reduce_ex__', '__getattr__', '__class__']);

/** No name of Python holds control characters, or is anything but UTF-8. */
const impossible = /[\p{Cc}\uFFFD]/u;

/** What a stream does with names and values: it imports, calls, and fills. Every method may end with a literal `wanted`. */
export class Calls {
  /** The state of an array of joblib, whose bytes come next. */
  array: Value | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly literals: Literals,
    private readonly watcher: Watcher,
  ) {}

  import(module: string, name: string, offset: number): Global {
    const global = this.watcher.global(module, name);
    if (impossible.test(module) || impossible.test(name)) this.watcher.noted('refused', offset);
    if (!global.isSafe) this.watcher.imported(global, offset);
    return global;
  }

  /** REDUCE, NEWOBJ and NEWOBJ_EX: takes so many values, of which the arguments stand so deep. */
  callTop(takes: number, args: number, isNew: boolean, offset: number): string {
    const { stack } = this;
    const callee = stack.values[stack.depth - takes]!;
    const given = stack.values[stack.depth - args]!;
    const named = callee instanceof Global && !isNew ? this.#named(callee, given, offset) : undefined;
    const takesNoMapping = callee instanceof Global && callee.role === 'mapping' && this.#isText(first(given));
    const names = callee instanceof Global && callee.role === 'reacher' ? this.#texts(given) : undefined;
    const isHidden = callee instanceof Global && this.#hides(callee, given);
    if (this.literals.wanted !== undefined) return '';
    if (isHidden) this.watcher.hidden(callee, given, offset);
    if (takesNoMapping) this.watcher.refused(callee, given, offset);
    if (names) this.watcher.reached(callee as Global, names, given, offset);
    const isKeywords = takes < 3 || canBe(stack.values[stack.depth - 1]!, 'dict');
    if (!canBe(callee) || !canBe(given, 'tuple') || !isKeywords) this.watcher.noted('refused', offset);
    stack.depth -= takes;
    return named ? stack.push(named) : this.#call(callee, given, isNew, offset);
  }

  /** INST and OBJ, which no writer has used for 20 years; so what is given to functions by name is not followed. */
  callMarked(callee: Value, items: readonly Value[], offset: number): '' {
    const args = new Tuple(items);
    if (!canBe(callee)) this.watcher.noted('refused', offset);
    if (callee instanceof Global && callee.role === 'reacher') this.watcher.reached(callee, [undefined], args, offset);
    return this.#call(callee, args, false, offset);
  }

  #call(callee: Value, args: Value, isNew: boolean, offset: number): '' {
    const maker = this.#madeBy(callee);
    const made = maker ?? callee;
    if (!(made instanceof Global && made.isSafe)) this.watcher.called(made, args, isNew || maker !== undefined, offset);
    else this.#pass(made, args, offset);
    return this.stack.push(new Instance(made, args));
  }

  /** BUILD. */
  build(offset: number): '' {
    const { stack } = this;
    const state = stack.values[stack.depth - 1]!;
    const target = stack.values[stack.depth - 2]!;
    const planted = this.#planted(state);
    if (this.literals.wanted !== undefined) return '';
    if (!canBe(target)) this.watcher.noted('refused', offset);
    stack.depth--;
    this.watcher.built(target, state, planted, offset);
    if (!(target instanceof Instance)) return '';
    if (!target.isShared) target.builds++;
    if (target.callee instanceof Global && target.callee.full === 'joblib.numpy_pickle.NumpyArrayWrapper')
      this.array = state;
    return '';
  }

  /** SETITEM, APPEND and their like. */
  put(target: Value, offset: number): void {
    if (target instanceof Global) this.watcher.built(target, kinds.opaque, false, offset);
  }

  /** Whether a state plants a method: a function or object under a name that the unpickler itself calls. */
  #planted(state: Value): boolean {
    const parts = state instanceof Tuple ? state.items : [state];
    for (const part of parts) {
      if (!(part instanceof Dict)) continue;
      for (const [at, value] of part.values.entries()) {
        if (!(value instanceof Global || value instanceof Instance)) continue;
        const name = this.literals.known(part.keys[at]);
        if (typeof name === 'string' && hooks.has(name)) return true;
      }
    }
    return false;
  }

  /** What is harmless by itself may call or load what it is given. */
  #pass(callee: Global, args: Value, offset: number): void {
    const { role } = callee;
    if (!(args instanceof Tuple)) {
      if (role === 'applier' || role === 'unpickler') this.watcher.passed(args, callee, args, offset);
      return;
    }
    for (const item of args.items) {
      const inner = item instanceof Tuple ? item.items[0] : item;
      const isFunction = inner instanceof Global && !inner.isSafe;
      const isComputed =
        inner instanceof Instance && (role === 'unpickler' || (role === 'applier' && isFunctionMaker(inner.callee)));
      if (isFunction || isComputed) this.watcher.passed(inner, callee, args, offset);
    }
  }

  /** The class that `partial(A.__new__, A)` makes, which is how protocol 2 writes down keywords. */
  #madeBy(callee: Value): Global | undefined {
    if (!(callee instanceof Instance) || !(callee.callee instanceof Global) || callee.callee.role !== 'partial')
      return undefined;
    const maker = first(callee.args);
    return maker instanceof Global && maker.name.endsWith('.__new__')
      ? this.watcher.global(maker.module, maker.name.slice(0, -'.__new__'.length))
      : undefined;
  }

  /** `getattr(a.B, 'c')` is how Python writes down `a.B.c`, where `a.B` is a class, and methods of objects. */
  #named(callee: Global, args: Value, offset: number): Global | undefined {
    const { role } = callee;
    if (role !== 'getattr' && role !== 'type-by-name') return undefined;
    const [given, word] = args instanceof Tuple ? args.items : [];
    const name = this.literals.known(role === 'getattr' ? word : given);
    if (typeof name !== 'string') return undefined;
    if (role === 'type-by-name') return this.#type(callee, name, offset);
    if (typeof given === 'number') return this.import('builtins', `object.${name}`, offset);
    const owner = given instanceof Instance ? given.callee : given;
    return owner instanceof Global ? this.import(owner.module, `${owner.name}.${name}`, offset) : undefined;
  }

  /** A type by one of its names: those of Python, and what dill calls some others. */
  #type(loader: Global, name: string, offset: number): Global {
    if (name === 'PartialType') return this.import('functools', 'partial', offset);
    if (/[a-z]Type$/.test(name)) return this.import(loader.module, `${loader.name}.${name}`, offset);
    return this.import(loader.name === '_builtin_type' ? 'types' : 'builtins', name, offset);
  }

  /** Whether bytes are given to be loaded that do not begin as any writer begins a pickle, so that nobody looks into them. */
  #hides({ role }: Global, args: Value): boolean {
    if (!(args instanceof Tuple) || (role !== 'unpickler' && role !== 'scalar')) return false;
    const [type, state] = args.items;
    if (role === 'scalar' && !(type instanceof Instance && this.#isObjectType(first(type.args)))) return false;
    const given = role === 'scalar' ? state : type;
    const written = this.literals.known(given instanceof Instance ? first(given.args) : given);
    if (typeof written !== 'string' && !(written instanceof Uint8Array)) return false;
    return !beginsLikePickle(typeof written === 'string' ? Buffer.from(written, 'latin1') : written, 0);
  }

  #isObjectType(type: Value | undefined): boolean {
    const name = this.literals.known(type);
    return typeof name === 'string' && /^\|?O\d?$/.test(name);
  }

  #texts(args: Value): readonly (string | undefined)[] {
    return args instanceof Tuple
      ? args.items.map((item) => this.literals.known(item)).map((text) => (typeof text === 'string' ? text : undefined))
      : [undefined];
  }

  #isText(value: Value | undefined): boolean {
    const literal = this.literals.known(value);
    return (typeof literal === 'string' && literal !== '') || typeof literal === 'number';
  }
}

/** Whether a call of this gives something that can be called, as far as can be told. */
function isFunctionMaker(maker: Value): boolean {
  return !(maker instanceof Global && maker.isSafe && (maker.role === 'none' || maker.role === 'mapping'));
}

function first(args: Value): Value | undefined {
  return args instanceof Tuple ? args.items[0] : undefined;
}
