import { globalFacts } from '../../facts/globals';
import { isClassMaker, isCodeMaker } from './rebuilt-code';

/**
 * What a name in a pickle is: `safe` to import and call; a `library` function, of which only the call is of interest; a `tool`,
 * harmless until it is called; a `maker` of code that the file brings along; of `python` itself, where honest files have no
 * business; `foreign`, of which nothing is known; or `dangerous` as it stands.
 */
export type Standing = 'safe' | 'library' | 'tool' | 'maker' | 'python' | 'foreign' | 'dangerous';

/** The names of Python 2, which Python 3 maps to its own on loading. */
const renamed: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ __builtin__: 'builtins', copy_reg: 'copyreg', exceptions: 'builtins', ConfigParser: 'configparser' },
    ...{ Queue: 'queue', HTMLParser: 'html.parser', urlparse: 'urllib.parse', UserDict: 'collections' },
    ...{ UserList: 'collections', UserString: 'collections', StringIO: 'io', cStringIO: 'io' },
  }),
);

/** Functions that libraries write into pickles to have objects rebuilt. */
const rebuilder =
  /^(?:_{0,2}(?:re)?build_\w+|_{0,2}reconstruct\w*|_rebuild\w*|__pyx_unpickle_\w+|_{0,2}unpickle_\w+|_{1,2}\w+_unpickle|_new_[A-Z]\w*|__\w+_ctor)$/;
/** `Module`, `_Tree`, `cKDTree`, `norm_gen`, `csr_array`: classes by the customs of their libraries. */
const className = /^_*(?:[a-z]?[A-Z]\w*|\w+_(?:gen|frozen|array|matrix))$/;
/** Classes that start, fetch, load or talk when they are made. */
const harmfulClass =
  /(?:Popen|Unpickler|Importer|Downloader|Shell|Server|Socket|SubProcess|Subprocess|Interpreter|Executor|Compiler|Launcher|Installer)$|^Process$/;
/** What an enumeration calls its members, as of one that the file brings along. */
const memberName = /^[A-Z][A-Z\d_]*$/;
/** Types whose calls make code. */
const codeType = /^(?:Code|Function|Lambda)Type$/;
const dunder = /^__\w+__$/;
/** Parts of libraries that are tools, not models. */
const toolModule =
  /(?:^|\.)_*(?:testing|tests?|conftest|distutils|setup|cli|commands?|scripts?|cpp_extension|dynamic_module_utils|__main__)(?:\.|$)/;
/** Python's modules whose functions work on values alone. */
const valueModule =
  /^(?:math|cmath|statistics|string|textwrap|unicodedata|html|re|copy|json|random|hashlib|heapq|bisect|struct|time|zlib|binascii|base64|itertools|functools|collections|datetime|decimal|fractions|numbers|uuid|enum|typing|calendar|copyreg|array|operator|_operator|builtins|posixpath|ntpath)$/;
/** Words in the name of something that does more than build a value. */
const deed =
  /^(?:loads?|open|reads?|write|save|dump|exec|execute|eval|run|system|spawnv?|popen|call|command|subprocess|process|shell|import|hub|download|urls?|http|request|requests|socket|connect|delete|remove|rmtree|unlink|compile|code|script|pip|install|fetch|dynamic|unsafe|invoke|launch|file|path|interact|exploit|server|client|session|popup|kill|fork|decode|deserialize|pretrained|query|unpickle|urlopen|urlretrieve|inline)$/i;

/** Judges a name by the tables and by what it is called. */
export function standingOf(module: string, name: string): Standing {
  const { known, unsafe, python, libraries, tools } = globalFacts();
  const real = renamed.get(module) ?? module;
  const top = real.split('.', 1)[0]!;
  // `A.__new__` makes an A without running what A does when it is called.
  const parts = name.replace(/\.__new__$/, '').split('.');
  const [first = '', ...below] = parts;
  const last = parts.at(-1)!;
  const isClass = parts.every((part) => className.test(part));

  if (isCodeMaker(real, name)) return 'maker';
  if (isClassMaker(real, first) && memberName.test(below.join('.'))) return 'foreign';
  if (real === 'builtins' && name === '__main__') return 'library';
  if (real === 'builtins' && name === 'print') return 'tool';
  if (isTypeLoader(real, first) && /[a-z]Type$/.test(last)) return codeType.test(last) ? 'tool' : 'safe';
  if (known.has(`${real}.${parts.join('.')}`) || (isClass && known.has(`${real}.*`))) return 'safe';
  if (real === 'builtins' && /^[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)$/.test(name))
    return 'safe';
  if (parts.some((part) => dunder.test(part) && part !== '__main__')) return 'dangerous';
  if (below.length > 0 && (known.has(`${real}.${first}`) || known.has(`${real}.*`)) && !below.some(isDeed))
    return isClass ? 'safe' : python.has(top) || tools.has(`${top}.${last}`) ? 'tool' : 'library';
  if (isNamer(real, name)) return 'library';
  if (prefixes(`${real}.${name}.`).some((prefix) => unsafe.has(prefix))) return 'dangerous';
  if (parts.slice(0, -1).some((part) => unsafe.has(part) || python.has(part))) return 'dangerous';
  if (below.length === 0 && real !== '__main__' && unsafe.has(name) && libraries.has(top)) return 'dangerous';
  if (python.has(top) && real !== '__main__') return valueModule.test(real) && below.length === 0 ? 'tool' : 'python';
  if (!libraries.has(top)) return 'foreign';
  if (toolModule.test(real) && isDeed(last)) return 'dangerous';
  if (isClass) return harmfulClass.test(last) || tools.has(`${top}.${last}`) ? 'tool' : 'safe';
  if (rebuilder.test(last)) return 'safe';
  return isDeed(last) || tools.has(`${top}.${last}`) ? 'tool' : 'library';
}

/**
 * `getattr` is how Python writes down methods and inner classes, `_load_type` and `_builtin_type` how dill and cloudpickle write
 * down types.
 */
export function isNamer(module: string, name: string): boolean {
  return isGetattr(module, name) || isTypeLoader(module, name);
}

/** Gives an attribute of its first argument, by the name in the second. */
export function isGetattr(module: string, name: string): boolean {
  return name === 'getattr' && (module === 'builtins' || module === '__builtin__');
}

/** Gives a type of Python by its name. */
export function isTypeLoader(module: string, name: string): boolean {
  if (name === '_builtin_type') return /(?:^|\.)cloudpickle(?:\.cloudpickle(?:_fast)?)?$/.test(module);
  return name === '_load_type' && (module === 'dill._dill' || module === 'dill.dill');
}

/** Whether a name speaks of running, loading, reading or writing. */
export function isDeed(name: string): boolean {
  return wordsOf(name).some((word) => deed.test(word));
}

/** Whether a function of which only the name is known does harm by it. */
export function isHarmful(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return !/^_*[A-Z]\w*$/.test(last) && wordsOf(last).some((word) => deed.test(word) && !vague.test(word));
}

const vague = /^(?:file|path|code|script|process|dynamic|reads?|client|session|hub|urls?|decode|query|call)$/i;

function wordsOf(name: string): readonly string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').split(/[._]/);
}

function prefixes(module: string): readonly string[] {
  const found: string[] = [];
  for (let dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) found.push(module.slice(0, dot));
  return found;
}
