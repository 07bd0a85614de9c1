/** What is known of one package's malicious releases. */
export interface MaliciousFact {
  /** Ids of the reports: OSV (`MAL-…`) or PyPA (`PYSEC-…`). */
  readonly ids: readonly string[];
  /** `*` alone for every release; else exact versions and PEP 440 specifiers. */
  readonly releases: readonly string[];
  /** One of the most downloaded packages: an honest one, of which single releases were compromised. */
  readonly popular: boolean;
}

/** A snapshot of the reports of malicious PyPI packages. */
export interface MaliciousFacts {
  /** The day of the snapshot, ISO 8601. */
  readonly asOf: string;
  /** The number of reports behind it. */
  readonly count: number;
  /** The normalized names of the packages. */
  readonly names: Iterable<string>;
  /** The text that it was opened from. */
  readonly table: string;
  /** What is known of a package by its normalized name; `undefined` where nothing is. */
  of(name: string): MaliciousFact | undefined;
}

/** Opens a table that `writeMalicious` wrote. Only the places of names are looked for; rows are read when asked for. */
export function readMalicious(text: string): MaliciousFacts {
  const [asOf = '', count = '0'] = text.slice(0, lineEnd(text, 0)).split('\t');
  const places = new Map<string, number>();
  for (let start = lineEnd(text, 0) + 1; start < text.length; start = lineEnd(text, start) + 1) {
    const tab = text.indexOf('\t', start);
    places.set(text.slice(start, text[tab - 1] === popularMark ? tab - 1 : tab), tab);
  }
  return {
    asOf,
    count: Number(count),
    table: text,
    get names(): Iterable<string> {
      return places.keys();
    },
    of(name): MaliciousFact | undefined {
      const tab = places.get(name);
      if (tab === undefined) return undefined;
      const [ids = '', releases = ''] = text.slice(tab + 1, lineEnd(text, tab)).split('\t');
      return { ids: words(ids), releases: words(releases), popular: text[tab - 1] === popularMark };
    },
  };
}

/** The table as text: a line for the snapshot, then one for each package. */
export function writeMalicious(asOf: string, count: number, packages: ReadonlyMap<string, MaliciousFact>): string {
  const lines = [...packages].map(([name, { ids, releases, popular }]) =>
    [name + (popular ? popularMark : ''), ids.join(' '), releases.join(' ')].join('\t'),
  );
  return [`${asOf}\t${count}`, ...lines, ''].join('\n');
}

/** Behind the name of a popular package, where no name has it. */
const popularMark = '!';

function words(text: string): readonly string[] {
  return text.split(' ').filter(Boolean);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
