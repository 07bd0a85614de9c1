/** Makes the `.vsix` that users install. As a script: builds first, then writes `weighbridge-VERSION.vsix` and lists what is inside. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { node } from './child.mjs';
import { root } from './editor-host/hosts.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';

const megabyte = 1024 * 1024;
const limit = 3 * megabyte;

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

/** Packs what `dist/` holds now; gives the sizes in bytes and the names, and throws where it weighs more than 3 MB. */
export async function packageExtension(file) {
  const { createVSIX, listFiles } = await import('@vscode/vsce');
  mkdirSync(path.dirname(file), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(file);
  if (size > limit)
    throw new Error(`${file} weighs ${inMegabytes(size)}, more than the ${inMegabytes(limit)} we allow.`);
  const names = await listFiles({ cwd: root, dependencies: false });
  return { file, size, files: names.map((name) => ({ name, size: statSync(path.join(root, name)).size })) };
}

async function main() {
  await ensureDependencies();
  if ((await node([path.join(root, 'scripts', 'build.mjs')])) !== 0) process.exit(1);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { file, size, files } = await packageExtension(path.join(root, `weighbridge-${version}.vsix`));
  for (const { name, size } of files) console.log(`${String(size).padStart(9)}  ${name}`);
  console.log(`${path.relative(root, file)}: ${files.length} files, ${inMegabytes(size)}`);
}

function inMegabytes(bytes) {
  return `${(bytes / megabyte).toFixed(2)} MB`;
}
