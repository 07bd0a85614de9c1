/** What one security advisory says of a package, after the OSV format: https://ossf.github.io/osv-schema/ */
export interface AdvisoryFact {
  readonly id: string;
  /** The same problem in other databases, CVE ids first. */
  readonly aliases: readonly string[];
  /** A CVSS base score such as `9.8`, else a word such as `high`; empty where neither is known. */
  readonly severity: string;
  /** Listed in CISA's catalog of vulnerabilities that are used in attacks. */
  readonly isExploited: boolean;
  /** About malicious code, not about a mistake: these are among the malicious facts, too. */
  readonly isMalicious: boolean;
  readonly ranges: readonly (readonly RangeEvent[])[];
  /** Affected versions that no range covers. */
  readonly versions: readonly string[];
}

/** A version at which a range begins or ends; `0` at the beginning stands for everything before. */
export interface RangeEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  readonly version: string;
}

/** A snapshot of the advisories on PyPI packages. */
export interface AdvisoryFacts {
  /** The day of the snapshot, ISO 8601. */
  readonly asOf: string;
  readonly count: number;
  /** The normalized names of the packages. */
  readonly names: Iterable<string>;
  /** The advisories on a package, by its normalized name; none where nothing is known. */
  of(name: string): readonly AdvisoryFact[];
  /** Every advisory, by package. */
  all(): Iterable<AdvisoryFact>;
}

/** Opens a table that `writeAdvisories` wrote. Only the places of names are looked for; rows are read when asked for. */
export function readAdvisories(text: string): AdvisoryFacts {
  const [asOf = '', count = '0'] = text.slice(0, lineEnd(text, 0)).split('\t');
  const places = new Map<string, { start: number; end: number }>();
  for (let start = lineEnd(text, 0) + 1; start < text.length; start = lineEnd(text, start) + 1) {
    const name = text.slice(start, text.indexOf('\t', start));
    const known = places.get(name);
    if (known) known.end = lineEnd(text, start);
    else places.set(name, { start, end: lineEnd(text, start) });
  }
  return {
    asOf,
    count: Number(count),
    get names(): Iterable<string> {
      return places.keys();
    },
    of(name): readonly AdvisoryFact[] {
      const place = places.get(name);
      return place ? text.slice(place.start, place.end).split('\n').map(factIn) : [];
    },
    *all(): Generator<AdvisoryFact> {
      for (const name of places.keys()) yield* this.of(name);
    },
  };
}

/** The table as text: a line for the snapshot, then one for each package and advisory. */
export function writeAdvisories(asOf: string, packages: ReadonlyMap<string, readonly AdvisoryFact[]>): string {
  const lines = [...packages].flatMap(([name, facts]) => facts.map((fact) => [name, ...cellsOf(fact)].join('\t')));
  return [`${asOf}\t${lines.length}`, ...lines.sort(), ''].join('\n');
}

const signs: Readonly<Record<RangeEvent['kind'], string>> = {
  introduced: '>=',
  fixed: '<',
  last_affected: '<=',
  limit: '!',
};
const kinds: Readonly<Record<string, RangeEvent['kind']>> = Object.fromEntries(
  Object.entries(signs).map(([kind, sign]) => [sign, kind as RangeEvent['kind']]),
);

function cellsOf({ id, aliases, severity, isExploited, isMalicious, ranges, versions }: AdvisoryFact): string[] {
  const marks = [...(isExploited ? ['exploited'] : []), ...(isMalicious ? ['malicious'] : [])];
  const events = ranges.map((range) => range.map(({ kind, version }) => signs[kind] + version).join(' '));
  return [id, aliases.join(' '), severity, marks.join(' '), events.join(' | '), versions.join(' ')];
}

function factIn(line: string): AdvisoryFact {
  const [, id = '', aliases = '', severity = '', marks = '', ranges = '', versions = ''] = line.split('\t');
  return {
    id,
    aliases: words(aliases),
    severity,
    isExploited: marks.includes('exploited'),
    isMalicious: marks.includes('malicious'),
    ranges: ranges === '' ? [] : ranges.split(' | ').map((range) => words(range).map(eventIn)),
    versions: words(versions),
  };
}

function eventIn(word: string): RangeEvent {
  const length = word[1] === '=' ? 2 : 1;
  return { kind: kinds[word.slice(0, length)] ?? 'introduced', version: word.slice(length) };
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
