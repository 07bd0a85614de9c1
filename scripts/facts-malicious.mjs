/**
 * Compacts the facts about malicious PyPI releases into src/facts/data/malicious.tsv.
 * Usage: node scripts/facts-malicious.mjs FOLDER, with malicious-facts.jsonl in FOLDER/advisories and popular-pypi.txt in FOLDER/packages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-malicious.mjs FOLDER');

/** The day on which the sources were exported. */
const asOf = '2026-07-23';

const rows = lines('advisories/malicious-facts.jsonl').map((line) => JSON.parse(line));
const popular = new Set(lines('packages/popular-pypi.txt').filter((line) => !line.startsWith('#')));

const packages = new Map();
for (const { pkg, id, aliases = [], v } of rows) {
  const known = packages.get(pkg) ?? { ids: new Set(), releases: new Set() };
  packages.set(pkg, known);
  for (const name of id ? [id] : aliases) known.ids.add(name);
  for (const release of releasesOf(v)) known.releases.add(release);
}

const table = [...packages]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, { ids, releases }]) => {
    const every = releases.has('*') && !popular.has(name);
    const mark = popular.has(name) ? '!' : '';
    return [
      name + mark,
      [...ids].sort().join(' '),
      every
        ? '*'
        : [...releases]
            .filter((r) => r !== '*')
            .sort()
            .join(' '),
    ].join('\t');
  });

const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data/malicious.tsv');
writeFileSync(target, `${asOf}\t${rows.length}\n${table.join('\n')}\n`);
console.log(`${table.length} packages, ${rows.length} reports as of ${asOf}`);

/** `*`, exact versions, or PEP 440 specifiers. A range without an end names a compromised release of an honest package: only its start is certain. */
function releasesOf(v) {
  if (v === '*') return ['*'];
  if (Array.isArray(v)) return v;
  return v.ranges.map((events) => {
    const { i: introduced } = events.find((event) => 'i' in event);
    const { f: fixed } = events.find((event) => 'f' in event) ?? {};
    const { l: last } = events.find((event) => 'l' in event) ?? {};
    if (!fixed && !last) return introduced;
    return `>=${introduced},${fixed ? `<${fixed}` : `<=${last}`}`;
  });
}

function lines(name) {
  return readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean);
}
