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
for (const row of rows) {
  // A known license with terms added is not that license.
  const isAmended = / plus /.test(row.name) && !row.spdx?.startsWith('LicenseRef-');
  if (!row.spdx || isAmended) continue;
  for (const name of new Set([row.id, ...row.license_name_aliases]))
    claims.set(name, [...(claims.get(name) ?? []), row]);
}
const names = [...claims].flatMap(([name, [row, ...others]]) =>
  others.length > 0 || name in hub || row.confidence === 'low' ? [] : [[name, row.spdx]],
);

const facts = { hub: sorted(Object.entries(hub)), names: sorted(names) };
const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data/license-ids.json');
writeFileSync(target, `${JSON.stringify(facts, undefined, 2)}\n`);
console.log(`${Object.keys(facts.hub).length} Hub ids, ${Object.keys(facts.names).length} names`);

function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
