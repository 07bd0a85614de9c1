/**
 * Makes the `.vsix` that users install: `node scripts/package.mjs [--output FILE] [--no-build]`.
 * Lists what is inside, and fails where it weighs more than 3 MB.
 */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { node } from './child.mjs';
import { root } from './editor-host/hosts.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';

const megabyte = 1024 * 1024;
const limit = 3 * megabyte;

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();

/** Packs what `dist/` holds now, without a word; throws with what was said where that fails. */
export async function packQuietly(file) {
  const log = `${file}.log`;
  mkdirSync(path.dirname(file), { recursive: true });
  const code = await node([fileURLToPath(import.meta.url), '--no-build', '--output', file], { cwd: root, log });
  if (code !== 0) throw new Error(`The extension could not be packed:\n${readFileSync(log, 'utf8')}`);
}

async function main() {
  const { values: asked } = parseArgs({ options: { output: { type: 'string' }, 'no-build': { type: 'boolean' } } });
  await ensureDependencies();
  if (!asked['no-build'] && (await node([path.join(root, 'scripts', 'build.mjs')])) !== 0) return 1;
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(asked.output ?? path.join(root, `weighbridge-${version}.vsix`));

  const { createVSIX } = await import('@vscode/vsce');
  mkdirSync(path.dirname(file), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(file);
  if (size <= limit) return 0;
  console.error(`It weighs ${(size / megabyte).toFixed(2)} MB, more than the 3 MB that we allow.`);
  return 1;
}
