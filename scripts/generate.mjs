/**
 * Writes what is generated from rules, readers and policy keys: the schema, heads of the rule pages, the pages of the kinds of
 * files, indexes of both, the README's tables, and what the extension follows.
 * With `--check` it writes nothing, names each file that is not up to date, and exits with 1 if there is one.
 */
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');

const bundle = path.join(root, 'out/generate/outputs.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/generate/outputs.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  loader: { '.tsv': 'text' },
  logLevel: 'warning',
});
const { outputs } = await import(pathToFileURL(bundle).href);

const stale = [...outputs(current)].filter(([file, text]) => current(file) !== text);
for (const [file, text] of stale) {
  console.log(isCheck ? `${file} is stale; "npm run generate" brings it up to date.` : `wrote ${file}`);
  if (!isCheck) write(file, text);
}
if (isCheck && stale.length > 0) process.exitCode = 1;

/** Line ends are those of the repository, whatever Git checks out. */
function current(file) {
  try {
    return readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function write(file, text) {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
