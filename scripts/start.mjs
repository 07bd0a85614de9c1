/** `npm start [-- [PATH] [--no-editor]]`: checks a project, writes its MBOM, and opens it in an editor with the extension. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { node } from './child.mjs';
import { nodePackage, root } from './editor-host/hosts.mjs';
import { installHost } from './editor-host/install.mjs';
import { exitOnSignals, installExtension, serve } from './editor-host/serve.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { packQuietly } from './package.mjs';
import { copySample, temporaryFolder } from './sample.mjs';

const usage = 'Usage: npm start -- [PATH] [--no-editor]';

process.exitCode = await start(readArguments()).catch((error) => {
  console.error(error.message);
  return 1;
});

/** Gives the exit code: 0 also where the project has findings. */
async function start({ folder, editor }) {
  exitOnSignals();
  await ensureDependencies();
  if ((await node([path.join(root, 'scripts', 'build.mjs')], { cwd: root })) !== 0) return 1;
  const temporary = temporaryFolder();
  const clear = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', clear);
  const project = folder ?? copySample(temporary);
  const code = await checkAndList(project);
  if (code !== 0 || !editor) return code;
  if (!openDesktop(project)) return serveEditor(project, temporary);
  if (!folder) process.off('exit', clear); // the window shows it
  return 0;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'no-editor': { type: 'boolean' } },
    });
    if (positionals.length > 1) throw new Error('One folder at a time.');
    const folder = positionals.length === 1 ? path.resolve(process.env.INIT_CWD ?? '.', positionals[0]) : undefined;
    if (folder && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`${folder} is not a folder.`);
    return { folder, editor: !values['no-editor'] };
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

async function checkAndList(project) {
  const cli = path.join(root, 'dist', 'cli.js');
  const mbom = path.join(root, 'out', 'start', 'mbom.cdx.json');
  mkdirSync(path.dirname(mbom), { recursive: true });
  console.log(`Checking ${project}\n`);
  const codes = [
    await node([cli, 'check', project, '--fail-on', 'never']),
    await node([cli, 'mbom', project, '--output', mbom]),
  ];
  if (codes.some((code) => code !== 0)) return 1;
  console.log(`\nThe MBOM of this project is in ${mbom}`);
  return 0;
}

/** Opens the desktop VS Code with the extension as it is built here; false where there is none. */
function openDesktop(project) {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, project];
  const windows = process.platform === 'win32';
  const { status } = windows
    ? spawnSync(['code', ...args.map((arg) => `"${arg}"`)].join(' '), { shell: true, stdio: 'ignore' })
    : spawnSync('code', args, { stdio: 'ignore' });
  if (status === 0) console.log('It is open in VS Code now.');
  return status === 0;
}

/** Serves the bundled editor until it is stopped. */
async function serveEditor(project, temporary) {
  if (!nodePackage()) {
    console.log(
      'To see it in an editor: install VS Code, run "Shell Command: Install \'code\' command in PATH" in it, and call npm start again.',
    );
    return 0;
  }
  const host = await installHost();
  const folders = { home: path.join(temporary, 'home'), extensions: path.join(temporary, 'extensions') };
  const vsix = path.join(temporary, 'weighbridge.vsix');
  await packQuietly(vsix);
  await installExtension(host, vsix, folders);
  const server = await serve(host, folders);
  console.log(`\nOpen this in a browser to see it in VS Code:\n\n  ${server.url(project)}\n\nCtrl-C ends it.`);
  exitOnSignals(0);
  await server.ended;
  console.error('The editor has ended by itself.');
  return 1;
}
