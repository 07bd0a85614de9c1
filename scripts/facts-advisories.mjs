/**
 * Compacts security advisories on PyPI packages into src/facts/data/advisories.tsv, with the code that also updates them on
 * the machines of users.
 *
 *   node scripts/facts-advisories.mjs FOLDER            with pypi-facts.jsonl and kev-pypi.json in FOLDER/advisories
 *   node scripts/facts-advisories.mjs EXPORT [CATALOG]  with an OSV export in EXPORT, an all.zip or a folder with its records,
 *                                                       and CISA's catalog of exploited vulnerabilities (JSON) in CATALOG
 *
 * From an export it writes src/facts/data/malicious.tsv as well; from FOLDER, scripts/facts-malicious.mjs does.
 * The export is https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ours } from './ours.mjs';

const [source, catalog] = process.argv.slice(2);
if (!source) throw new Error('Usage: node scripts/facts-advisories.mjs FOLDER | EXPORT [CATALOG]');

const { Compaction, exploitedIn, exploitedInCatalog } = await ours('src/lookup/compaction.ts');
const { bundledSnapshot } = await ours('src/facts/snapshot.ts');
const { popularPackages } = await ours('src/facts/popular-packages.ts');

const isFacts = existsSync(path.join(source, 'advisories/pypi-facts.jsonl'));
const { ranks } = popularPackages();
const compaction = new Compaction({
  exploited: exploited(),
  isPopular: (name) => ranks.has(name),
  today: new Date().toISOString().slice(0, 10),
});
for await (const record of isFacts ? factRecords() : await exportRecords()) compaction.add(record);
const { asOf, advisories, advisoryCount, malicious, maliciousCount, records, broken } = compaction.finish();
write('advisories.tsv', advisories);
if (!isFacts && malicious) write('malicious.tsv', malicious);
console.log(`${advisoryCount} advisories, ${maliciousCount} reports of malicious packages as of ${asOf}`);
console.log(`${records} records were read, ${broken} of them were none`);

function exploited() {
  if (isFacts) return new Set(JSON.parse(read('kev-pypi.json')).hits.flatMap(([, , cves]) => cves));
  if (catalog) return exploitedInCatalog(JSON.parse(readFileSync(catalog, 'utf8')));
  return exploitedIn(bundledSnapshot().advisories.all());
}

async function exportRecords() {
  const { openExport } = await ours('src/lookup/osv-export.ts');
  const { nodeFiles, enginePath } = await ours('src/host/node-files.ts');
  return (await openExport(nodeFiles, enginePath(source))).records();
}

function factRecords() {
  return read('pypi-facts.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => asRecord(JSON.parse(line)));
}

/** A line of the facts as the OSV record that it was made of. */
function asRecord({ id, aliases, pkg, published, withdrawn, kind, ranges = [], sev = {}, versions = [], extra = [] }) {
  const names = { i: 'introduced', f: 'fixed', l: 'last_affected', m: 'limit' };
  const renamed = (event) => Object.fromEntries(Object.entries(event).map(([key, value]) => [names[key], value]));
  return {
    id,
    aliases,
    published,
    withdrawn,
    affected: [
      {
        package: { ecosystem: 'PyPI', name: pkg },
        ranges: ranges.map((events) => ({ type: 'ECOSYSTEM', events: events.map(renamed) })),
        versions: [...versions, ...extra],
      },
    ],
    severity: Object.entries(sev).map(([type, score]) => ({ type, score })),
    database_specific: kind === 'malware' ? { cwe_ids: ['CWE-506'] } : {},
  };
}

function read(name) {
  return readFileSync(path.join(source, 'advisories', name), 'utf8');
}

function write(name, table) {
  writeFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data', name), table);
}
