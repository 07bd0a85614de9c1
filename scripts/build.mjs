/** Bundles what users get (`dist/`) and, with `--tests`, the tests (`out/test/`). */
import { build } from 'esbuild';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';
import { licensesOf } from './licenses.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const withTests = process.argv.includes('--tests');

const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};
const standalone = {
  ...shared,
  loader: { '.tsv': 'text' },
  platform: 'node',
  format: 'cjs',
  target: 'node20.18',
  mainFields: ['module', 'main'],
};
const onNode = { ...standalone, plugins: [bundled({ ...standalone, minify: true })] };

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const bundles = await Promise.all([
  build({
    ...onNode,
    minify: true,
    entryPoints: ['src/vscode/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  }),
  build({
    ...onNode,
    minify: true,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...shared,
    minify: true,
    entryPoints: ['src/panel/main.ts'],
    outfile: 'dist/panel.js', // and panel.css beside it
    format: 'iife',
    target: 'chrome132',
    loader: { '.svg': 'text' },
  }),
]);
writeFileSync(
  path.join(root, 'dist/licenses.txt'),
  licensesOf(
    root,
    bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  ),
);

if (withTests) {
  rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
  await build({
    ...onNode,
    entryPoints: testFiles('test'),
    outdir: 'out/test',
    outbase: 'test',
    packages: 'external',
    external: ['vscode'],
  });
}

function testFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.ts') || name === path.join('editor', 'index.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}
