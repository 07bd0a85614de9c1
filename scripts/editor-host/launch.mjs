#!/usr/bin/env node
/**
 * Runs extension tests in the bundled editor, called as `@vscode/test-electron` calls a desktop VS Code:
 * `launch.mjs --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [--user-data-dir=DIR] [--extensions-dir=DIR] FOLDER`.
 * The host is the one that `WEIGHBRIDGE_EDITOR_HOST` names (`1.99` or `current`). Exits with the tests' code.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { installHost } from './install.mjs';
import { exitOnSignals, serve } from './serve.mjs';

const longestRun = 5 * 60_000;
/** As in `test/editor/say.ts`. */
const testLine = '│';

process.exitCode = await launch(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 1;
});

async function launch(argv) {
  exitOnSignals();
  const { values, positionals } = parseArgs({
    args: argv,
    strict: false,
    options: Object.fromEntries(
      ['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir'].map((name) => [
        name,
        { type: 'string' },
      ]),
    ),
  });
  const host = await installHost(process.env.WEIGHBRIDGE_EDITOR_HOST);
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'weighbridge-editor-'));
  const server = await serve(host, {
    home: values['user-data-dir'] ?? path.join(temporary, 'home'),
    extensions: values['extensions-dir'] ?? path.join(temporary, 'extensions'),
    workspaceTrust: values['disable-workspace-trust'] === undefined,
  });
  try {
    const remote = (file) => `vscode-remote://${server.authority}${path.resolve(file)}`;
    const payload = [
      ['extensionDevelopmentPath', remote(values.extensionDevelopmentPath)],
      ['extensionTestsPath', remote(values.extensionTestsPath)],
      ['skipWelcome', 'true'],
    ];
    return await runInPage(server.url(positionals[0], payload));
  } finally {
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Opens the page and waits for the tests' exit code; what they print is printed here. */
async function runInPage(url) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const ended = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('The extension tests did not end within five minutes.')), longestRun).unref();
      page.once('crash', () => reject(new Error('The page of the editor crashed.')));
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', log);
    await page.goto(url);
    return await ended;
  } finally {
    await browser.close();
  }
}

/** The tests mark their lines; everything else is the editor's own and goes to the file that `WEIGHBRIDGE_EDITOR_LOG` names. */
function log(type, args) {
  const text = args.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  if (text.startsWith(testLine)) console.log(text.replaceAll(new RegExp(`^${testLine}`, 'gm'), ''));
  else if (process.env.WEIGHBRIDGE_EDITOR_LOG)
    appendFileSync(process.env.WEIGHBRIDGE_EDITOR_LOG, `[${type}] ${text}\n`);
}
