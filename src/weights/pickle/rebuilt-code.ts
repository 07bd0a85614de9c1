import { globalFacts } from '../../facts/globals';
import { isCodeText } from '../code-text';

/** Modules that write down functions and classes with their code, and their copies in other libraries. */
const writer = /^(?:(?:[\w.]+\.)?cloudpickle(?:\.cloudpickle(?:_fast)?)?|dill\._?dill)$/;
const rebuilder =
  /^_(?:make_(?:function|cell|empty_cell|skeleton_class|skeleton_enum|skel_func)|(?:function|class)_setstate|cell_set|create_(?:code|function|type|cell|namedtuple))$/;

/** Whether a function puts code together again that a file brings along, as cloudpickle and dill write it down. It does not run the code. */
export function isCodeMaker(module: string, name: string): boolean {
  return writer.test(module) && (rebuilder.test(name) || name === 'subimport' || name === '_builtin_type.CodeType');
}

const classMaker = /^_(?:make_skeleton_(?:class|enum)|create_(?:type|namedtuple))$/;

/** Whether a maker of code gives a class. */
export function isClassMaker(module: string, name: string): boolean {
  return writer.test(module) && classMaker.test(name);
}

/** Names by which code reaches commands, files of others, the network, or its own inner workings. */
const reaching =
  /^(?:system|popen|execv?[ple]*|eval|spawn\w*|__import__|import_module|Popen|check_(?:output|call)|urlopen|urlretrieve|rmtree|unlink|CDLL|fork|kill|b64decode|globals|__(?:builtins|globals|subclasses|code)__)$/;

/** Makers whose first argument is a text; those of others are code, classes and numbers. */
const takesName = /^(?:subimport|_create_namedtuple)$/;
const moduleName = /^[A-Za-z_][\w.]*$/;

/** What a maker of code is given: how much, what comes first where that is literal, and all texts among it. */
export interface CodeParts {
  readonly count: number;
  readonly first: unknown;
  readonly words: readonly string[];
}

/** Whether what a maker of code is given is not as its writer writes it, or says that the code reaches for something harmful. */
export function isHarmfulCode(maker: string, given: CodeParts): boolean {
  const { unsafe } = globalFacts();
  const name = maker.slice(maker.lastIndexOf('.') + 1);
  if (given.count === 0 ? !name.endsWith('_cell') : typeof given.first === 'string' && !takesName.test(name))
    return true;
  // Code may well ask for the name of a file or for arguments; whoever is given a module as a whole can do all that it can.
  const isImport = name === 'subimport';
  const isModule = (word: string): boolean =>
    isImport ? unsafe.has(word) || !moduleName.test(word) : unsafe.has(word) && word !== 'os' && word !== 'sys';
  return given.words.some((word) => reaching.test(word) || isModule(word) || isCodeText(word));
}
