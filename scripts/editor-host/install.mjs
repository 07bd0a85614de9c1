/**
 * Prepares an editor host under `.vscode-test/`: a Node and a VS Code server from the npm registry, once.
 * It is prepared in a folder beside its place and moved there when complete, so that a broken-off run leaves nothing half-made.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, run } from '../child.mjs';
import { editorHost, nodePackage, places } from './hosts.mjs';

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
const stampFile = 'weighbridge-host.json';

/** The host of that name, ready to start; prepares it where that has not been done. Takes about a minute the first time. */
export async function installHost(name) {
  const host = editorHost(name);
  if (isComplete(host)) return host;
  if (!nodePackage()) {
    throw new Error(
      `The bundled editor host runs on Linux (x64 and arm64), not on ${process.platform}-${process.arch}. Use a desktop VS Code here.`,
    );
  }
  const started = Date.now();
  console.log(`Preparing VS Code ${host.name} in ${path.relative(process.cwd(), host.folder)} (once, about 600 MB) …`);
  const workshop = openWorkshop(host);
  try {
    await fill(workshop, host);
    rmSync(host.folder, { recursive: true, force: true });
    renameSync(workshop, host.folder);
  } catch (error) {
    if (isComplete(host)) return host;
    throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  console.log(`VS Code ${host.name} is ready after ${Math.round((Date.now() - started) / 1000)} s.`);
  return host;
}

async function fill(workshop, host) {
  const { vscode, nodeHome, node } = places(workshop);
  const log = path.join(workshop, 'install.log');
  writeFileSync(path.join(workshop, 'package.json'), '{ "private": true }\n');
  const search = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const packages = [`${nodePackage()}@${host.nodeVersion}`, `code-server@${host.codeServer}`];
  if (host.ripgrep) packages.push(`${search}@${host.ripgrep}`);
  await must(['install', ...quiet, ...packages], workshop, log);
  await must(['install', ...quiet, '--omit=dev'], vscode, log);
  if (host.ripgrep) {
    const from = path.join(workshop, 'node_modules', search, 'bin');
    cpSync(from, path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin'), { recursive: true });
  }
  for (const module of host.native) await build(module, { vscode, nodeHome, node, log });
  writeFileSync(path.join(workshop, stampFile), stamp(host));
}

/** Without a compiler the editor still runs: it lacks its terminal and its log files, which nothing here needs. */
async function build(module, { vscode, nodeHome, node, log }) {
  const loads = async () => (await run(node, ['--eval', `import('${module}')`], { cwd: vscode, log })) === 0;
  if (await loads()) return;
  await npm(['rebuild', module, `--nodedir=${nodeHome}`, '--no-audit', '--no-fund'], { cwd: vscode, log });
  if (!(await loads()))
    console.warn(`${module} could not be built (needs python3, make and g++); going on without it.`);
}

async function must(args, cwd, log) {
  if ((await npm(args, { cwd, log })) === 0) return;
  throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${readFileSync(log, 'utf8').slice(-4000)}`);
}

function isComplete(host) {
  const file = path.join(host.folder, stampFile);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp(host);
}

function stamp({ codeServer, nodeVersion, ripgrep }) {
  return `${JSON.stringify({ codeServer, nodeVersion, ripgrep })}\n`;
}

/** A fresh folder beside the host's, and the ones of runs that have died are removed. */
function openWorkshop({ folder }) {
  const [parent, prefix] = [path.dirname(folder), `${path.basename(folder)}.preparing-`];
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  const workshop = path.join(parent, `${prefix}${process.pid}`);
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop);
  return workshop;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
