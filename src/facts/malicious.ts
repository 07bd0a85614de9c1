import table from './data/malicious.tsv';

/** What is known of one package's malicious releases. */
export interface MaliciousFact {
  /** Ids of the reports: OSV (`MAL-…`) or PyPA (`PYSEC-…`). */
  readonly ids: readonly string[];
  /** `*` alone for every release; else exact versions and PEP 440 specifiers. */
  readonly releases: readonly string[];
  /** One of the most downloaded packages: an honest one, of which single releases were compromised. */
  readonly popular: boolean;
}

/** The date of the facts (ISO 8601) and the number of reports behind them. Sources: OpenSSF malicious-packages, PyPA advisories, see NOTICE. */
export interface MaliciousFacts {
  readonly asOf: string;
  readonly count: number;
  /** By normalized PyPI name. */
  readonly packages: ReadonlyMap<string, MaliciousFact>;
}

let read: MaliciousFacts | undefined;

/** The bundled table, read at the first call. */
export function maliciousFacts(): MaliciousFacts {
  return (read ??= parse(table));
}

function parse(text: string): MaliciousFacts {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const [asOf = '', count = '0'] = head.split('\t');
  const packages = new Map<string, MaliciousFact>();
  for (const row of rows) {
    const [mark = '', ids = '', releases = ''] = row.split('\t');
    const popular = mark.endsWith('!');
    const name = popular ? mark.slice(0, -1) : mark;
    packages.set(name, { ids: words(ids), releases: words(releases), popular });
  }
  return { asOf, count: Number(count), packages };
}

function words(text: string): readonly string[] {
  return text.split(' ').filter(Boolean);
}
