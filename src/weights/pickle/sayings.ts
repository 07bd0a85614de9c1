import type { ScanFinding } from '../../domain/scan';
import type { Global } from './values';

/** What a finding says. */
export interface Said {
  /** The code of the finding, where several sayings share one. */
  readonly code?: string;
  readonly verdict: ScanFinding['verdict'];
  /** With `{name}` for what it is about, and `{other}` for what that is given to. */
  readonly message: string;
}

const dangerous = 'dangerous';
const suspicious = 'suspicious';

/** What is said of a name, by what the file does with it. */
export const said = {
  'dangerous-global': {
    verdict: dangerous,
    message:
      'Loading this file imports {name}, which can run commands or code, or reach files and the network. No honest model needs it: do not load it.',
  },
  'python-global': {
    verdict: suspicious,
    message:
      'Loading this file imports {name} of Python itself, which models have no use for. Load it only with weights_only, or ask for safetensors.',
  },
  'unknown-global': {
    verdict: suspicious,
    message:
      'Loading this file imports {name}, of which nothing is known here. Load it only if you trust that code and the maker of the file.',
  },
  'dangerous-call': {
    verdict: dangerous,
    message:
      'Loading this file calls {name}. It can run commands or code, or reach files and the network: do not load it.',
  },
  'tool-call': {
    code: 'dangerous-call',
    verdict: dangerous,
    message:
      'Loading this file calls {name}, which does more than to build an object. Honest files do not call it: do not load it.',
  },
  'tool-class': {
    code: 'unusual-class',
    verdict: suspicious,
    message:
      'Loading this file makes a {name}, which reaches files or runs code once it is used. Load it only if you trust its maker.',
  },
  'python-call': {
    verdict: dangerous,
    message: 'Loading this file calls {name} of Python itself, which no honest model needs: do not load it.',
  },
  'embedded-code': {
    verdict: suspicious,
    message:
      'Loading this file rebuilds Python code that it brings along (by {name}), which runs once the model is used. Load it only if you trust its maker.',
  },
  'embedded-object': {
    verdict: suspicious,
    message:
      'Loading this file makes an object of a class that it brings along (by {name}), whose code may run at once. Load it only if you trust its maker.',
  },
  'python-class': {
    code: 'python-call',
    verdict: suspicious,
    message:
      'Loading this file makes a {name} of Python itself, which models have no use for. Load it only if you trust its maker.',
  },
  'library-call': {
    verdict: suspicious,
    message:
      'Loading this file calls {name}, which files of this library do not usually call. Load it only if you trust the maker of the file.',
  },
  'telling-call': {
    code: 'dangerous-call',
    verdict: dangerous,
    message:
      'Loading this file calls {name} with values of its own; by its name it runs, loads or fetches something. Do not load it.',
  },
  'unknown-call': {
    verdict: suspicious,
    message:
      'Loading this file runs {name}, of which nothing is known here. Load it only if you trust that code and the maker of the file.',
  },
  'passed-tool': {
    code: 'dangerous-call',
    verdict: dangerous,
    message: 'Loading this file hands {name} to {other}, which calls it. Honest files do not: do not load it.',
  },
  'passed-unknown': {
    code: 'passed-function',
    verdict: suspicious,
    message:
      'Loading this file hands a function to {name}, which calls it. Load it only if you trust the maker of the file.',
  },
  'computed-pickle': {
    verdict: dangerous,
    message:
      'Loading this file computes bytes and has {name} load them as a file of their own, which hides what they hold. Do not load it.',
  },
  'odd-pickle': {
    code: 'hidden-pickle',
    verdict: dangerous,
    message:
      'Loading this file has {name} load bytes that begin as no writer begins them, which hides what they hold. Do not load it.',
  },
  'computed-call': {
    verdict: dangerous,
    message:
      'Loading this file calls something that it has computed before (by {name}), which hides what runs. Honest files name what they call: do not load it.',
  },
  'untraced-call': {
    verdict: suspicious,
    message:
      'Loading this file calls something that cannot be told from its bytes alone. Load it only if you trust its maker.',
  },
  'impossible-call': {
    verdict: suspicious,
    message:
      'This file calls {name} with a value that it does not take, so it cannot be meant to be loaded as it stands. Ask its maker for another copy.',
  },
  'patched-global': {
    verdict: dangerous,
    message:
      'Loading this file changes {name} itself, for the whole program. Honest files only fill objects of their own: do not load it.',
  },
  'planted-method': {
    verdict: dangerous,
    message:
      'Loading this file plants a method in an object that Python calls by itself. Honest files only hold data: do not load it.',
  },
  'built-and-called': {
    code: 'built-twice',
    verdict: dangerous,
    message:
      'Loading this file fills one object twice, so that the first filling can plant a function that the second one calls. Honest files never do: do not load it.',
  },
  'built-untraced': {
    verdict: suspicious,
    message:
      'Loading this file fills an object with something that cannot be told from its bytes alone. Load it only if you trust its maker.',
  },
  'built-twice': {
    verdict: suspicious,
    message:
      'Loading this file fills one object twice, which hardly any writer does. Load it only if you trust its maker.',
  },
} as const satisfies Readonly<Record<string, Said>>;

/** The keys of `said`. */
export type Saying = keyof typeof said;

/** What is said of instructions that honest writers do not write, by the code of the machine. */
export const notes: Readonly<Record<string, Said | undefined>> = {
  'computed-name': {
    verdict: 'dangerous',
    message:
      'This file imports something whose name it computes first, which hides what it is. Honest files write names down: do not load it.',
  },
  'frame-straddle': {
    verdict: 'dangerous',
    message:
      'An instruction reaches beyond the frame that it stands in, so that programs disagree about what comes next. No writer does that by accident: do not load it.',
  },
  'frame-overlap': {
    verdict: 'suspicious',
    message:
      'A frame begins within another one, so programs disagree about how to read this file. Ask its maker for another copy.',
  },
  'array-in-frame': {
    verdict: 'suspicious',
    message:
      'The bytes of an array stand within a frame, where joblib looks for them behind it, so programs disagree about what comes next. Ask its maker for another copy.',
  },
  'frame-too-long': {
    verdict: 'suspicious',
    message:
      'A frame reaches beyond the end of its stream, so programs disagree about how to read this file. Ask its maker for another copy.',
  },
  refused: {
    verdict: 'unknown',
    message:
      'This pickle does what Python refuses, such as to call a number or to take a list for a key, so loading it breaks off there. Download it again.',
  },
  'packed-code': {
    verdict: 'suspicious',
    message:
      'A text in this pickle is a program in Base64, which other code can unpack and run. Load it only if you know what it is for.',
  },
  'out-of-band': {
    verdict: 'unknown',
    message: 'This pickle refers to bytes that are kept outside of it, so what they hold is not known.',
  },
  extension: {
    verdict: 'suspicious',
    message:
      'This file refers to the extension registry of the program that loads it, so what it builds is not told by its bytes.',
  },
};

const longestName = 200;

/** Names are the file's own words: short, in one line. */
export function shown({ full }: Global): string {
  return full.replace(/[\p{C}\p{Z}]/gu, '\uFFFD').slice(0, longestName);
}
