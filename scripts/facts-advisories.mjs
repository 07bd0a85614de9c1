/**
 * Compacts security advisories on PyPI packages into src/facts/data/advisories.tsv.
 *
 *   node scripts/facts-advisories.mjs FOLDER          with pypi-facts.jsonl and kev-pypi.json in FOLDER/advisories
 *   node scripts/facts-advisories.mjs FOLDER CATALOG  with the records of an OSV export, unpacked, in FOLDER and CISA's
 *                                                     catalog of exploited vulnerabilities (JSON) in CATALOG
 *
 * The export is https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip.
 */
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [folder, catalog] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node scripts/facts-advisories.mjs FOLDER [CATALOG]');

const { writeAdvisories } = await ours('src/facts/advisories-table.ts');
const { factsOfRecord, withoutDoubles } = await ours('src/lookup/advisories-osv.ts');

const { records, exploited } = catalog ? fromExport() : fromFacts();
const asOf = records
  .map(({ published, modified }) => (published ?? modified).slice(0, 10))
  .sort()
  .at(-1);
const facts = withoutDoubles(records.flatMap((record) => factsOfRecord(record, exploited)));
const packages = new Map();
for (const [name, fact] of facts) packages.set(name, [...(packages.get(name) ?? []), fact]);
writeFileSync(path.join(root, 'src/facts/data/advisories.tsv'), writeAdvisories(asOf, packages));
console.log(`${facts.length} advisories on ${packages.size} packages as of ${asOf}`);

function fromExport() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const { vulnerabilities } = JSON.parse(readFileSync(catalog, 'utf8'));
  return {
    records: names.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
    exploited: new Set(vulnerabilities.map(({ cveID }) => cveID)),
  };
}

function fromFacts() {
  const read = (name) => readFileSync(path.join(folder, 'advisories', name), 'utf8');
  const { hits } = JSON.parse(read('kev-pypi.json'));
  const lines = (name) =>
    read(name)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return {
    records: lines('pypi-facts.jsonl').map(asRecord),
    exploited: new Set(hits.flatMap(([, , cves]) => cves)),
  };
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

/** A module of the program, bundled first. */
async function ours(entry) {
  const bundle = path.join(root, 'out/facts', `${path.basename(entry, '.ts')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return import(pathToFileURL(bundle).href);
}
