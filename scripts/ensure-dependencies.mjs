/** Brings `node_modules` to what `package-lock.json` says, where it is not so already. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './child.mjs';
import { root } from './editor-host/hosts.mjs';

/** Runs `npm ci` only if something that the lock file names is absent or of another version; throws where that fails. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.error('Installing dependencies …');
  const code = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdout: 'stderr',
  });
  if (code !== 0) throw new Error(`npm ci failed with code ${code}.`);
}

/** Packages for other machines are optional, and npm leaves them out. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  return Object.entries(wanted)
    .filter(([folder, { optional }]) => folder !== '' && !optional)
    .every(([folder, { version }]) => present[folder]?.version === version);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
