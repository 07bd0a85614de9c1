import knownTable from './data/known-globals.tsv';
import libraryTable from './data/known-libraries.tsv';
import pythonTable from './data/python-modules.tsv';
import unsafeTable from './data/unsafe-globals.tsv';

/** What is known of the names that a pickle can reach. */
export interface GlobalFacts {
  /** `module.name` of what honest libraries write into pickles, and what does no more than build a value. */
  readonly known: ReadonlySet<string>;
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
    known: new Set(knownTable.trimEnd().split('\n').flatMap(namesIn)),
    unsafe: words(unsafeTable),
    python: words(pythonTable),
    libraries: words(libraryTable),
  });
}

function namesIn(row: string): readonly string[] {
  const [module = '', names = ''] = row.split('\t');
  return names.split(' ').map((name) => `${module}.${name}`);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}
