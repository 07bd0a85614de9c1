/** Starts the VS Code server of a host on this machine alone, and ends it with all that it started. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endGroup, run, signalGroup, startGroup } from '../child.mjs';

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it answers.
 * `home` keeps its data; `workspaceTrust` asks before a folder is trusted; `userSettings` are added to ours.
 */
export async function serve(host, { home, extensions, workspaceTrust = false, userSettings = {} }) {
  const user = path.join(home, 'data', 'User');
  mkdirSync(user, { recursive: true });
  mkdirSync(extensions, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...settings, ...userSettings }, undefined, 2));

  const token = randomBytes(16).toString('hex');
  const child = startGroup(
    host.node,
    [
      host.server,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      ...dataArguments(home, extensions),
      ...['--telemetry-level', 'off', '--enable-smoke-test-driver'],
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: hostEnvironment() },
  );
  const endNow = () => signalGroup(child, 'SIGKILL');
  process.prependOnceListener('exit', endNow);
  const port = await listeningPort(child).catch((error) => {
    endNow();
    throw error;
  });
  return {
    url: (folder, payload) => pageUrl({ port, token, folder, payload }),
    authority: `127.0.0.1:${port}`,
    /** Settles when the server has ended, by itself or by `stop`. */
    ended: new Promise((resolve) => child.once('exit', resolve)),
    async stop() {
      await endGroup(child);
      process.off('exit', endNow);
    },
  };
}

/** Installs a `.vsix` into an extensions folder, as a user's editor would. */
export async function installExtension(host, vsix, { home, extensions }) {
  const args = [host.server, '--install-extension', vsix, '--force', ...dataArguments(home, extensions)];
  const log = path.join(home, 'install-extension.log');
  mkdirSync(home, { recursive: true });
  const code = await run(host.node, args, { log, env: hostEnvironment() });
  if (code !== 0) throw new Error(`VS Code ${host.name} did not install ${vsix}; ${log} tells why.`);
}

/** Makes a signal end this process through `exit`, where each server is ended; with the given code or the signal's usual one. */
export function exitOnSignals(code) {
  for (const [signal, usual] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
    process.removeAllListeners(signal).once(signal, () => process.exit(code ?? usual));
  }
}

function dataArguments(home, extensions) {
  return ['--accept-server-license-terms', '--server-data-dir', home, '--extensions-dir', extensions];
}

/**
 * What npm sets for its scripts, and a VS Code around us for its own processes, would mislead the editor.
 * Without a gallery it asks no marketplace for anything.
 */
function hostEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The editor did not answer within 60 s:\n${output}`)), 60_000);
    const read = (chunk) => {
      output += chunk;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined || !output.includes('Extension host agent started')) return;
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.off('data', read).resume();
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The editor ended at once with code ${code}:\n${output}`));
    });
  });
}

function pageUrl({ port, token, folder, payload }) {
  const url = new URL(`http://127.0.0.1:${port}/?tkn=${token}`);
  if (folder) url.searchParams.set('folder', folder);
  if (payload) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
