import type { ScanFinding } from '../../domain/scan';
import { leadsElsewhere } from '../outside-path';
import { deedOf } from '../tensorflow/operators';
import { standingOfNode } from './imports';
import { isFields, kerasNode, type KerasNode } from './node';

/** One thing that a part of a description can do when Keras builds it. */
interface Danger {
  /** Stable, behind `keras/`. */
  readonly code: string;
  readonly verdict: 'dangerous' | 'suspicious';
  readonly holds: (node: KerasNode) => boolean;
  /** A sentence of what it does. */
  readonly says: (node: KerasNode) => string;
}

const longestShown = 100;
/** The helper of Keras that fetches and unpacks what an address gives, in a text that names it. */
const fetcher = /\bkeras\.utils\.get_file\b/;
/** Layers that look words up, and the tokenizers of KerasHub: what they take as a text instead of a list is a path. */
const wordKeeper = /Lookup$|^TextVectorization$|Tokenizer$/;
const wordLists = ['vocabulary', 'merges', 'vocabulary_path', 'vocab_file'];

/** All that is looked for. Several may hold for one part. */
const dangers: readonly Danger[] = [
  {
    code: 'lambda',
    verdict: 'dangerous',
    holds: (node) => node.name === 'Lambda' && !callsByName(node),
    says: () => 'A Lambda layer of this model holds Python code that runs when the model is loaded or used.',
  },
  {
    code: 'lambda-by-name',
    verdict: 'suspicious',
    holds: (node) => node.name === 'Lambda' && callsByName(node),
    says: () =>
      'A Lambda layer of this model calls a function by its name, which whoever loads the model has to bring.',
  },
  {
    code: 'lambda-code',
    verdict: 'dangerous',
    holds: ({ name }) => name === '__lambda__',
    says: () => 'This model holds compiled Python code that is unpacked when the model is loaded.',
  },
  {
    // https://nvd.nist.gov/vuln/detail/CVE-2025-1550
    code: 'harmful-import',
    verdict: 'dangerous',
    holds: (node) => standingOfNode(node) === 'dangerous',
    says: (node) => `This model reaches for ${shown(targetOf(node))} when it is loaded, and can call it right away.`,
  },
  {
    code: 'foreign-import',
    verdict: 'suspicious',
    holds: (node) => node.isImported && standingOfNode(node) === 'foreign',
    says: ({ name, module }) =>
      `This model imports ${shown(name)} from ${shown(module)} when it is loaded; what that module does is not known.`,
  },
  {
    // https://nvd.nist.gov/vuln/detail/CVE-2025-49655
    code: 'torch-module',
    verdict: 'dangerous',
    holds: ({ name }) => name === 'TorchModuleWrapper',
    says: () => 'This model carries a pickle of PyTorch, which is run when the model is loaded.',
  },
  {
    // https://nvd.nist.gov/vuln/detail/CVE-2026-1462
    code: 'saved-model',
    verdict: 'dangerous',
    holds: ({ name }) => name === 'TFSMLayer',
    says: ({ settings }) => `This model loads another one from ${shown(settings.filepath)} when it is loaded.`,
  },
  {
    code: 'hub-model',
    verdict: 'suspicious',
    holds: ({ name, settings }) => name === 'KerasLayer' && typeof settings.handle === 'string',
    says: ({ settings }) => `This model loads another one from ${shown(settings.handle)} when it is loaded.`,
  },
  {
    code: 'file-operator',
    verdict: 'dangerous',
    holds: (node) => operatorsOf(node).some((name) => deedOf(name, 0) !== undefined),
    says: (node) => `This model uses ${shown(operatorsOf(node)[0])} of TensorFlow, which reaches files or runs code.`,
  },
  {
    // https://nvd.nist.gov/vuln/detail/CVE-2025-12058
    code: 'vocabulary-path',
    verdict: 'dangerous',
    holds: (node) => pathsOf(node).some(leadsElsewhere),
    says: (node) => `This model reads the file ${shown(pathsOf(node).find(leadsElsewhere))} when it is loaded.`,
  },
  {
    code: 'vocabulary-file',
    verdict: 'suspicious',
    holds: (node) => pathsOf(node).some((path) => !leadsElsewhere(path)),
    says: (node) => `This model reads a file beside it, ${shown(pathsOf(node)[0])}, when it is loaded.`,
  },
  {
    code: 'fetcher-in-text',
    verdict: 'suspicious',
    holds: ({ settings }) => Object.values(settings).some((value) => typeof value === 'string' && fetcher.test(value)),
    says: () => 'This model names a helper of Keras that downloads and unpacks files, where no layer needs one.',
  },
];

const advice = { dangerous: 'Do not load it.', suspicious: 'Load it only if you trust its maker.' };

/** What building a part of a model would do. */
export function dangersOf(node: KerasNode): readonly ScanFinding[] {
  return dangers
    .filter(({ holds }) => holds(node))
    .map(({ code, verdict, says }) => ({
      code: `keras/${code}`,
      verdict,
      message: `${says(node)} ${advice[verdict]}`,
      data: {
        target: targetOf(node).slice(0, 2 * longestShown),
        ...(node.args.length > 0 && { arguments: node.args }),
      },
    }));
}

/** Whether a Lambda layer names a function that does no harm, instead of bringing code. */
function callsByName({ settings: { function: called, function_type: kind, module } }: KerasNode): boolean {
  const described = isFields(called)
    ? called
    : { class_name: kind === 'function' ? 'function' : undefined, config: called, module };
  const named = kerasNode(described);
  return named?.isFunction === true && standingOfNode(named) !== 'dangerous';
}

/** The operators of TensorFlow that a layer stands for: by the name of their function, or as a node of a graph. */
function operatorsOf({ name, settings }: KerasNode): readonly string[] {
  if (name === 'TFOpLambda' && typeof settings.function === 'string') return [operatorOf(settings.function)];
  if (name !== 'TensorFlowOpLayer') return [];
  const { node_def: node } = settings;
  const operator = isFields(node) ? node.op : typeof node === 'string' ? /"op":\s*"(\w+)"/.exec(node)?.[1] : undefined;
  return typeof operator === 'string' ? [operator] : [];
}

/** `io.write_file` is the function of the operator `WriteFile`. */
function operatorOf(path: string): string {
  const name = path.slice(path.lastIndexOf('.') + 1).replace(/^py_function$|^numpy_function$/, 'py_func');
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function pathsOf({ name, settings }: KerasNode): readonly string[] {
  if (!wordKeeper.test(name)) return [];
  return wordLists.map((list) => settings[list]).filter((path) => typeof path === 'string' && path !== '') as string[];
}

function targetOf({ name, module }: KerasNode): string {
  return module === undefined ? name : `${module}.${name}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, longestShown)) : 'a place that it does not name';
}
