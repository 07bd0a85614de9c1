import knownTable from './data/known-globals.tsv';
import libraryTable from './data/known-libraries.tsv';
import pythonTable from './data/python-modules.tsv';
import toolTable from './data/tool-globals.tsv';
import unsafeTable from './data/unsafe-globals.tsv';

/** What is known of the names that a pickle can reach. */
export interface GlobalFacts {
  /**
   * `module.name` of what honest libraries write into pickles, and what does no more than build a value; `module.*` where
   * that is true of all classes of a module.
   */
  readonly known: ReadonlySet<string>;
  /** `top.name` of what does harm when it is called, wherever in a library it stands. */
  readonly tools: ReadonlySet<string>;
  /** Modules, with all that is in and below them, that run commands, load code, or reach files and the network. */
  readonly unsafe: ReadonlySet<string>;
  /** The modules that come with Python, in any version. */
  readonly python: ReadonlySet<string>;
  /** The top modules of widely used libraries whose objects are pickled. */
  readonly libraries: ReadonlySet<string>;
}

let read: GlobalFacts | undefined;

/** The bundled tables, read at the first call. */
export function globalFacts(): GlobalFacts {
  return (read ??= {
    known: names(knownTable),
    tools: names(toolTable),
    unsafe: words(unsafeTable),
    python: words(pythonTable),
    libraries: words(libraryTable),
  });
}

function names(table: string): ReadonlySet<string> {
  return new Set(table.trimEnd().split('\n').flatMap(namesIn));
}

function namesIn(row: string): readonly string[] {
  const [module = '', names = ''] = row.split('\t');
  return names.split(' ').map((name) => `${module}.${name}`);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}
