/**
 * Compacts the facts about malicious PyPI releases into src/facts/data/malicious.tsv.
 * Usage: node scripts/facts-malicious.mjs FOLDER, with malicious-facts.jsonl in FOLDER/advisories.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ours } from './ours.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-malicious.mjs FOLDER');

const { MaliciousGathering, releasesOfEvents } = await ours('src/lookup/malicious-osv.ts');
const { writeMalicious } = await ours('src/facts/malicious-table.ts');
const { popularPackages } = await ours('src/facts/popular-packages.ts');

/** The day on which the sources were exported. */
const asOf = '2026-07-23';

const { ranks } = popularPackages();
const gathering = new MaliciousGathering((name) => ranks.has(name));
for (const line of readFileSync(path.join(folder, 'advisories/malicious-facts.jsonl'), 'utf8').trimEnd().split('\n')) {
  const { pkg, id, aliases = [], v } = JSON.parse(line);
  gathering.add({ name: pkg, ids: id ? [id] : aliases, releases: releasesOf(v) });
}
const { packages, count } = gathering;
const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data/malicious.tsv');
writeFileSync(target, writeMalicious(asOf, count, packages));
console.log(`${packages.size} packages, ${count} reports as of ${asOf}`);

/** `*`, exact versions, or ranges as lists of events with short names. */
function releasesOf(v) {
  if (v === '*') return ['*'];
  if (Array.isArray(v)) return v;
  const names = { i: 'introduced', f: 'fixed', l: 'last_affected' };
  const renamed = (event) => Object.fromEntries(Object.entries(event).map(([key, value]) => [names[key], value]));
  return v.ranges.flatMap((events) => releasesOfEvents(events.map(renamed)));
}
