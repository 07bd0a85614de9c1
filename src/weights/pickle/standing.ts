import { globalFacts } from '../../facts/globals';

/**
 * What a name in a pickle is: `safe` to import and call; a `library` function, of which only the call is of interest; of
 * `python` itself, where honest files have no business; `foreign`, of which nothing is known; or `dangerous` as it stands.
 */
export type Standing = 'safe' | 'library' | 'python' | 'foreign' | 'dangerous';

/** The names of Python 2, which Python 3 maps to its own on loading. */
const renamed: Readonly<Record<string, string | undefined>> = {
  __builtin__: 'builtins',
  copy_reg: 'copyreg',
  exceptions: 'builtins',
};

/** Functions that libraries write into pickles to have objects rebuilt. */
const rebuilder =
  /^(?:_{0,2}(?:re)?build_\w+|_{0,2}reconstruct\w*|_rebuild\w*|__pyx_unpickle_\w+|_{0,2}unpickle_?\w*|_new_[A-Z]\w*|__\w+_ctor)$/;
const className = /^_*[A-Z]\w*$/;
const dunder = /^__\w+__$/;
/** Parts of libraries that are tools, not models. */
const toolModule =
  /(?:^|\.)_*(?:testing|tests?|conftest|distutils|setup|cli|commands?|scripts?|cpp_extension|dynamic_module_utils|__main__)(?:\.|$)/;
/** Words in the name of something that does more than build a value. */
const deed =
  /^(?:loads?|open|reads?|write|save|dump|exec|execute|eval|run|system|spawnv?|popen|call|command|subprocess|process|shell|import|hub|download|urls?|http|request|requests|socket|connect|delete|remove|rmtree|unlink|compile|code|script|pip|install|fetch|dynamic|unsafe|invoke|launch|file|path|interact|exploit|server|client|session|popup|kill|fork|decode|deserialize)$/i;

/** Judges a name by the tables and by what it is called. */
export function standingOf(module: string, name: string): Standing {
  const { known, unsafe, python, libraries } = globalFacts();
  const real = renamed[module] ?? module;
  if (known.has(`${real}.${name}`)) return 'safe';
  if (isGetattr(real, name)) return 'library';
  if (real === 'builtins' && /^[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)$/.test(name))
    return 'safe';
  const [owner = '', ...below] = name.split('.');
  if (below.length > 0 && below.every((part) => !dunder.test(part) || part === '__new__')) {
    if (known.has(`${real}.${owner}`) && below.every((part) => !isDeed(part))) return 'safe';
  }
  const parts = name.split('.');
  if (parts.some((part) => dunder.test(part) && part !== '__main__')) return 'dangerous';
  if (prefixes(`${real}.${name}.`).some((prefix) => unsafe.has(prefix))) return 'dangerous';
  if (parts.slice(0, -1).some((part) => unsafe.has(part) || python.has(part))) return 'dangerous';
  if (parts.length === 1 && real !== '__main__' && unsafe.has(name) && libraries.has(top(real))) return 'dangerous';
  if (python.has(top(real)) && real !== '__main__') return 'python';
  if (!libraries.has(top(real))) return 'foreign';
  const last = parts.at(-1)!;
  if (toolModule.test(real)) return isDeed(last) ? 'dangerous' : 'library';
  return (className.test(parts[0]!) && !isDeed(last)) || rebuilder.test(last) ? 'safe' : 'library';
}

/** `getattr` is how Python writes down methods and inner classes; only what it is asked for tells whether it does harm. */
export function isGetattr(module: string, name: string): boolean {
  return name === 'getattr' && (module === 'builtins' || module === '__builtin__');
}

/** Whether a name speaks of running, loading, reading or writing. */
export function isDeed(name: string): boolean {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[._]/)
    .some((word) => deed.test(word));
}

function top(module: string): string {
  return module.split('.', 1)[0]!;
}

function prefixes(module: string): readonly string[] {
  const found: string[] = [];
  for (let dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) found.push(module.slice(0, dot));
  return found;
}
