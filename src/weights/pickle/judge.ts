import type { ScanFinding } from '../../domain/scan';
import { notes, said, shown, type Said, type Saying } from './sayings';
import { isClassMaker } from './rebuilt-code';
import { roleOf } from './role';
import { isDeed, isHarmful, isNamer, standingOf, type Standing } from './standing';
import { Dict, Global, Instance, kinds, offsetOf, Tuple, type Value } from './values';
import type { Watcher } from './watcher';

/** A finding whose literal arguments have still to be read. */
export interface Suspicion extends ScanFinding {
  readonly args?: Value;
}

/** What else is done with bytes in a stream. */
export interface Surroundings {
  content: Watcher['content'];
  persistent: Watcher['persistent'];
  /** Where another reader would go on. */
  alternative(offset: number): void;
}

const mostFindings = 200;
const mostGlobals = 100_000;
const longestName = 200;

/** Judges by role what a machine meets: names that are only imported, called, or changed. */
export class Judge implements Watcher {
  readonly #globals = new Map<string, Global>();
  readonly #standings = new Map<Global, Standing>();
  readonly #found = new Map<string, Suspicion>();

  /** Where nobody knows how the bytes are reached, only what is certainly dangerous counts. */
  isLenient = false;

  constructor(private readonly around: Surroundings) {}

  /** What was found, one for each name and role. */
  get findings(): readonly Suspicion[] {
    const called = new Set(
      [...this.#found.values()].flatMap(({ code, data }) => (code.endsWith('call') ? [data?.global] : [])),
    );
    return [...this.#found.values()].filter(({ code, data }) => !code.endsWith('global') || !called.has(data?.global));
  }

  global(module: string, name: string): Global {
    const key = `${module}\n${name}`;
    const known = this.#globals.get(key);
    if (known) return known;
    const standing = standingOf(module, name);
    // Beyond that many names, one stands for all others of its kind.
    if (this.#globals.size >= mostGlobals)
      return this.#kept(`${standing} ${roleOf(module, name)}`, module, name, standing);
    return this.#kept(key, module, name, standing);
  }

  #kept(key: string, module: string, name: string, standing: Standing): Global {
    const known = this.#globals.get(key);
    if (known) return known;
    const global = new Global(module, name, standing === 'safe', roleOf(module, name));
    this.#globals.set(key, global);
    this.#standings.set(global, standing);
    return global;
  }

  imported(global: Global, offset: number): void {
    switch (this.#standings.get(global)) {
      case 'dangerous':
        return this.#add('dangerous-global', offset, global);
      case 'python':
        return this.#add('python-global', offset, global);
      case 'foreign':
        return this.#add('unknown-global', offset, global);
      case 'library':
      case 'tool':
      case 'maker':
      case 'safe':
      case undefined:
        return undefined;
    }
  }

  called(callee: Value, args: Value, isNew: boolean, offset: number): void {
    if (!(callee instanceof Global)) return this.#calledOther(callee, args, isNew, offset);
    const { module, name } = callee;
    switch (this.#standings.get(callee)) {
      case 'dangerous':
        return this.#add('dangerous-call', offset, callee, args);
      case 'tool':
        return this.#add(isNew && /^_*[A-Z]\w*$/.test(name) ? 'tool-class' : 'tool-call', offset, callee, args);
      case 'maker':
        return this.#add('embedded-code', offset, callee, args);
      case 'python':
        return this.#add(
          isNew && /^_*[A-Z]\w*$/.test(name) && !isDeed(name) ? 'python-class' : 'python-call',
          offset,
          callee,
          args,
        );
      case 'library':
        if (isNamer(module, name)) return this.#add('tool-call', offset, callee, args);
        return isNew ? undefined : this.#add('library-call', offset, callee, args);
      case 'foreign':
      case 'safe':
      case undefined: {
        const isTold = isHarmful(name) && hasLiteral(args);
        return this.#add(isTold ? 'telling-call' : 'unknown-call', offset, callee, args);
      }
    }
  }

  passed(what: Value, to: Global, args: Value, offset: number): void {
    const calls = to.role === 'applier';
    if (to.role === 'unpickler') {
      if (!isEncodedText(what)) this.#add('computed-pickle', offset, to, args);
      return;
    }
    if (!(what instanceof Global)) return this.#add('passed-unknown', offset, to, args);
    const standing = this.#standings.get(what);
    const isTool = standing === 'tool' || standing === 'maker' || isNamer(what.module, what.name);
    if (isTool && (calls || hasLiteral(args) || hasInnerLiteral(args)))
      this.#add('passed-tool', offset, what, args, to);
    else if (calls) this.#add('passed-unknown', offset, to, args);
  }

  reached(by: Global, names: readonly (string | undefined)[], args: Value, offset: number): void {
    const asked = by.name === 'attrgetter' ? names : names.slice(0, 1);
    if (asked.length === 0 || asked.some((name) => name === undefined || !isPlainPath(name)))
      this.#add('tool-call', offset, by, args);
  }

  hidden(by: Global, args: Value, offset: number): void {
    this.#add('odd-pickle', offset, by, args);
  }

  refused(callee: Value, args: Value, offset: number): void {
    this.#add('impossible-call', offset, callee, args);
  }

  built(target: Value, state: Value, isPlanting: boolean, offset: number): void {
    if (target instanceof Global) return this.#add('patched-global', offset, target, state);
    const maker = target instanceof Instance ? target.callee : undefined;
    if (isPlanting) this.#add('planted-method', offset, maker, state);
    if (isOutOfSight(target, state)) this.#add('built-untraced', offset, maker, state);
    if (target instanceof Instance && target.builds > 0)
      this.#add(
        state instanceof Dict || state instanceof Tuple ? 'built-twice' : 'built-and-called',
        offset,
        maker,
        state,
      );
    const planted =
      state instanceof Dict
        ? state.values.find((value) => value instanceof Global && this.#standings.get(value) === 'dangerous')
        : undefined;
    if (planted) this.#add('dangerous-global', offset, planted);
  }

  noted(code: string, offset: number, alternative?: number): void {
    if (alternative !== undefined) this.around.alternative(alternative);
    const note = notes[code];
    if (note) this.#keep(code, note.verdict, note.message, offset, undefined);
  }

  content(bytes: Uint8Array, start: number, offset: number, length: number): void {
    this.around.content(bytes, start, offset, length);
  }

  persistent(id: Value): void {
    this.around.persistent(id);
  }

  #calledOther(callee: Value, args: Value, isNew: boolean, offset: number): void {
    const maker = callee instanceof Instance ? callee.callee : undefined;
    const isObject = isNew && maker instanceof Global && isClassMaker(maker.module, maker.name);
    if (callee instanceof Instance) this.#add(isObject ? 'embedded-object' : 'computed-call', offset, maker, args);
    else if (offsetOf(callee) === undefined) this.#add('untraced-call', offset, undefined, args);
  }

  #add(saying: Saying, offset: number, about: Value | undefined, args?: Value, other?: Global): void {
    const { code = saying, verdict, message }: Said = said[saying];
    const name = about instanceof Global ? shown(about) : '';
    const text = message.replace('{name}', () => name).replace('{other}', () => (other ? shown(other) : ''));
    this.#keep(code, verdict, text, offset, about instanceof Global ? about : undefined, args);
  }

  #keep(
    code: string,
    verdict: ScanFinding['verdict'],
    message: string,
    offset: number,
    about: Global | undefined,
    args?: Value,
  ): void {
    if (this.isLenient && verdict !== 'dangerous') return;
    const global = about?.full.slice(0, longestName);
    const key = `${code}\n${global}`;
    // What is dangerous has a place kept for it.
    const most = verdict === 'dangerous' ? 2 * mostFindings : mostFindings;
    if (this.#found.has(key) || this.#found.size >= most) return;
    this.#found.set(key, {
      code: `pickle/${code}`,
      verdict,
      message,
      offset,
      ...(global !== undefined && { data: { global } }),
      ...(args !== undefined && { args }),
    });
  }
}

/** Whether the shape of an object or of its state was given up, because there were too many. */
function isOutOfSight(target: Value, state: Value): boolean {
  if (typeof state !== 'number') return false;
  return state >= 0 ? state !== kinds.list && state !== kinds.set : target instanceof Instance && target.isShared;
}

/** Attributes as data has them: no inner workings, no deeds. */
function isPlainPath(path: string): boolean {
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(path) && !path.includes('__') && !isDeed(path);
}

function hasLiteral(args: Value): boolean {
  return args instanceof Tuple && args.items.some((item) => offsetOf(item) !== undefined);
}

function hasInnerLiteral(args: Value): boolean {
  return args instanceof Tuple && args.items.some(hasLiteral);
}

/** Bytes that protocol 2 writes down as a text of Latin-1. */
function isEncodedText(value: Value): boolean {
  return (
    value instanceof Instance &&
    value.callee instanceof Global &&
    value.callee.full === '_codecs.encode' &&
    hasLiteral(value.args)
  );
}
