/** A Chromium to drive the editor's page with: found, or installed where that is ours to do. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../child.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const install = 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation';

/** Without background requests: tests run on machines without a network. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a fresh profile; as root without the sandbox, which root cannot have. */
export async function launchBrowser() {
  const executablePath = findChromium() ?? (await installChromium());
  const { chromium } = await import('playwright-core');
  const args = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
  return chromium.launch({ executablePath, args });
}

/** The path of a Chromium on this machine, or undefined. `CHROME_PATH` or `CHROMIUM_PATH` goes first. */
export function findChromium(environment = process.env) {
  const named = environment.CHROME_PATH ?? environment.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`There is no browser at ${named}, which CHROME_PATH or CHROMIUM_PATH names.`);
  }
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...elsewhere].find((file) => existsSync(file));
}

async function installChromium() {
  if (!canInstall()) {
    throw new Error(
      `No Chromium was found. Install one (on Debian: sudo sh -c '${install}') or set CHROME_PATH to yours.`,
    );
  }
  console.log(`No Chromium was found; running: ${install}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const code = await run('sh', ['-c', `(${install}) >/dev/null`], { env });
  const found = code === 0 ? findChromium() : undefined;
  if (found) return found;
  throw new Error(`Chromium could not be installed (exit code ${code}). Run: ${install}`);
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');
}
