import type { ScanFinding } from '../../domain/scan';
import { isDeed, isGetattr, standingOf, type Standing } from './standing';
import { Dict, Global, Instance, offsetOf, Tuple, type Value } from './values';
import type { Watcher } from './watcher';

/** A finding whose literal arguments have still to be read. */
export interface Suspicion extends ScanFinding {
  readonly args?: Value;
}

/** What else is done with bytes in a stream. */
export interface Surroundings {
  content: Watcher['content'];
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
    const global = new Global(module, name, standing === 'safe');
    if (this.#globals.size < mostGlobals) this.#globals.set(key, global);
    this.#standings.set(global, standing);
    return global;
  }

  imported(global: Global, offset: number): void {
    const name = shown(global);
    switch (this.#standings.get(global)) {
      case 'dangerous':
        return this.#add(
          'dangerous-global',
          'dangerous',
          offset,
          global,
          `Loading this file imports ${name}, which can run commands or code, or reach files and the network. No honest model needs it: do not load it.`,
        );
      case 'python':
        return this.#add(
          'python-global',
          'suspicious',
          offset,
          global,
          `Loading this file imports ${name} of Python itself, which models have no use for. Load it only with weights_only, or ask for safetensors.`,
        );
      case 'foreign':
        return this.#add(
          'unknown-global',
          'suspicious',
          offset,
          global,
          `Loading this file imports ${name}, of which nothing is known here. Load it only if you trust that code and the maker of the file.`,
        );
      case 'library':
      case 'safe':
      case undefined:
        return undefined;
    }
  }

  called(callee: Value, args: Value, offset: number): void {
    if (!(callee instanceof Global)) return this.#calledOther(callee, args, offset);
    const name = shown(callee);
    switch (this.#standings.get(callee)) {
      case 'dangerous':
        return this.#add(
          'dangerous-call',
          'dangerous',
          offset,
          callee,
          `Loading this file calls ${name}. It can run commands or code, or reach files and the network: do not load it.`,
          args,
        );
      case 'python':
        return this.#add(
          'python-call',
          'dangerous',
          offset,
          callee,
          `Loading this file calls ${name} of Python itself, which no honest model needs: do not load it.`,
          args,
        );
      case 'library':
        if (isHarmfulFunction(callee))
          return this.#add(
            'dangerous-call',
            'dangerous',
            offset,
            callee,
            `Loading this file calls ${name}, which does more than to build an object. Honest files do not call it: do not load it.`,
            args,
          );
        return this.#add(
          'library-call',
          'suspicious',
          offset,
          callee,
          `Loading this file calls ${name}, which files of this library do not usually call. Load it only if you trust the maker of the file.`,
          args,
        );
      case 'foreign':
      case 'safe':
      case undefined:
        if (isHarmfulFunction(callee) && hasLiteral(args))
          return this.#add(
            'dangerous-call',
            'dangerous',
            offset,
            callee,
            `Loading this file calls ${name} with values of its own; by its name it runs, loads or fetches something. Do not load it.`,
            args,
          );
        return this.#add(
          'unknown-call',
          'suspicious',
          offset,
          callee,
          `Loading this file runs ${name}, of which nothing is known here. Load it only if you trust that code and the maker of the file.`,
          args,
        );
    }
  }

  passed(global: Global, to: Global, args: Value, offset: number): void {
    if (this.#standings.get(global) !== 'library' || !isHarmfulFunction(global)) return;
    const message = `Loading this file hands ${shown(global)} to ${shown(to)}, which calls it. Honest files do not: do not load it.`;
    this.#add('dangerous-call', 'dangerous', offset, global, message, args);
  }

  built(target: Value, state: Value, offset: number): void {
    if (target instanceof Global)
      return this.#add(
        'patched-global',
        'dangerous',
        offset,
        target,
        `Loading this file changes ${shown(target)} itself, for the whole program. Honest files only fill objects of their own: do not load it.`,
        state,
      );
    if (target instanceof Instance && target.builds > 0)
      return this.#add(
        'built-twice',
        'dangerous',
        offset,
        target.callee,
        'Loading this file fills one object twice, so that the first filling can plant a function that the second one calls. Honest files never do: do not load it.',
        state,
      );
    const planted =
      state instanceof Dict
        ? state.values.find((value) => value instanceof Global && this.#standings.get(value) === 'dangerous')
        : undefined;
    if (planted instanceof Global)
      this.#add(
        'dangerous-global',
        'dangerous',
        offset,
        planted,
        `Loading this file puts ${shown(planted)} into an object, where it can be called later: do not load it.`,
      );
  }

  noted(code: string, offset: number, alternative?: number): void {
    if (alternative !== undefined) this.around.alternative(alternative);
    const note = notes[code];
    if (note) this.#add(code, note.verdict, offset, undefined, note.message);
  }

  content(bytes: Uint8Array, start: number, offset: number, length: number): void {
    this.around.content(bytes, start, offset, length);
  }

  #calledOther(callee: Value, args: Value, offset: number): void {
    if (callee instanceof Instance) {
      const maker = callee.callee instanceof Global ? ` (from ${shown(callee.callee)})` : '';
      return this.#add(
        'computed-call',
        'dangerous',
        offset,
        callee.callee,
        `Loading this file calls something that it has computed before${maker}, which hides what runs. Honest files name what they call: do not load it.`,
        args,
      );
    }
    const isHidden = offsetOf(callee) === undefined;
    if (isHidden)
      this.#add(
        'untraced-call',
        'suspicious',
        offset,
        undefined,
        'Loading this file calls something that cannot be told from its bytes alone. Load it only if you trust its maker.',
        args,
      );
  }

  #add(
    code: string,
    verdict: ScanFinding['verdict'],
    offset: number,
    about: Value | undefined,
    message: string,
    args?: Value,
  ): void {
    if (this.isLenient && verdict !== 'dangerous') return;
    const global = about instanceof Global ? about.full.slice(0, longestName) : undefined;
    const key = `${code}\n${global}`;
    if (this.#found.has(key) || this.#found.size >= mostFindings) return;
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

const notes: Readonly<
  Record<string, { readonly verdict: ScanFinding['verdict']; readonly message: string } | undefined>
> = {
  'computed-name': {
    verdict: 'dangerous',
    message:
      'This file imports something whose name it computes first, which hides what it is. Honest files write names down: do not load it.',
  },
  'frame-straddle': {
    verdict: 'suspicious',
    message:
      'An instruction reaches beyond the frame that it stands in, so programs disagree about what comes next. Ask its maker for another copy.',
  },
  'frame-overlap': {
    verdict: 'suspicious',
    message:
      'A frame begins within another one, so programs disagree about how to read this file. Ask its maker for another copy.',
  },
  'frame-too-long': {
    verdict: 'suspicious',
    message:
      'A frame reaches beyond the end of its stream, so programs disagree about how to read this file. Ask its maker for another copy.',
  },
  extension: {
    verdict: 'suspicious',
    message:
      'This file refers to the extension registry of the program that loads it, so what it builds is not told by its bytes.',
  },
};

/** A function, not a class, whose name says that it does more than to build an object. */
function isHarmfulFunction({ module, name }: Global): boolean {
  return isGetattr(module, name) || (isDeed(name) && !/^_*[A-Z]\w*$/.test(name));
}

function hasLiteral(args: Value): boolean {
  return args instanceof Tuple && args.items.some((item) => offsetOf(item) !== undefined);
}

/** Names are the file's own words: short, in one line. */
function shown({ full }: Global): string {
  return full.replace(/[\p{C}\p{Z}]/gu, '\uFFFD').slice(0, longestName);
}
