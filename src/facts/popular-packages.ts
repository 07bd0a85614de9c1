import table from './data/popular.tsv';

/** Which PyPI packages are widely used. Sources: Top PyPI packages, PyPA advisories, see NOTICE. */
export interface PopularPackages {
  /** The date of the ranking, ISO 8601. */
  readonly asOf: string;
  /** The most downloaded packages, by normalized name, to their rank from 1. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Those that look-alikes are made of, most downloaded first: the first of the ranking, and packages of AI projects. */
  readonly targets: readonly string[];
  /** Every name that is known to be an honest package: ranked, of an AI project, or with an advisory about its flaws. */
  readonly honest: ReadonlySet<string>;
}

let read: PopularPackages | undefined;

/** The bundled table, read at the first call. */
export function popularPackages(): PopularPackages {
  return (read ??= parse(table));
}

function parse(text: string): PopularPackages {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const [asOf = '', ranked = '0'] = head.split('\t');
  const entries = rows.map((row) => row.split('\t') as [string, string?]);
  return {
    asOf,
    ranks: new Map(entries.slice(0, Number(ranked)).map(([name], at) => [name, at + 1])),
    targets: entries.filter(([, mark]) => mark === '*').map(([name]) => name),
    honest: new Set(entries.map(([name]) => name)),
  };
}
