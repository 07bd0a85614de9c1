/**
 * Compacts what licenses are called on the Hugging Face Hub into src/facts/data/license-ids.json.
 * Usage: node scripts/facts-licenses.mjs FOLDER, with licenses/licences.json in FOLDER.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-licenses.mjs FOLDER');

const { rows } = JSON.parse(readFileSync(path.join(folder, 'licenses/licences.json'), 'utf8'));
const hub = Object.fromEntries(rows.filter((row) => row.hf_id).map(({ id, spdx }) => [id, spdx]));

/** Names given beside `license: other`. A name that several licenses go by, or that is a Hub id, says too little. */
const claims = new Map();
for (const { id, spdx, hf_id, confidence, license_name_aliases: aliases } of rows) {
  if (!spdx || hf_id || confidence === 'low') continue;
  for (const name of new Set([id, ...aliases])) claims.set(name, [...(claims.get(name) ?? []), spdx]);
}
const names = [...claims].filter(([name, spdx]) => spdx.length === 1 && !(name in hub));

const facts = { hub: sorted(Object.entries(hub)), names: sorted(names.map(([name, [spdx]]) => [name, spdx])) };
const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data/license-ids.json');
writeFileSync(target, `${JSON.stringify(facts, undefined, 2)}\n`);
console.log(`${Object.keys(facts.hub).length} Hub ids, ${Object.keys(facts.names).length} names`);

function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
