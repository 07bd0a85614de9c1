import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A module of the program, bundled first, for scripts that do at release time what the program does. */
export async function ours(entry) {
  const bundle = path.join(root, 'out/facts', `${path.basename(entry, '.ts')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    loader: { '.tsv': 'text' },
    logLevel: 'warning',
  });
  return import(pathToFileURL(bundle).href);
}
