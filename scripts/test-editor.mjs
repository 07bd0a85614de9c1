/**
 * Runs `test/editor/` in a real VS Code, on a copy of the sample project: in the bundled host, or with `--desktop` in a VS Code
 * that `@vscode/test-electron` downloads. `--current` takes a current version in place of the oldest that we support.
 */
import { runTests } from '@vscode/test-electron';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodePackage, root } from './editor-host/hosts.mjs';
import { copySample, temporaryFolder } from './sample.mjs';

const { values: asked } = parseArgs({ options: { current: { type: 'boolean' }, desktop: { type: 'boolean' } } });

const temporary = temporaryFolder();
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out', 'test', 'editor', 'index.js'),
    launchArgs: [
      copySample(temporary),
      `--user-data-dir=${path.join(temporary, 'home')}`,
      `--extensions-dir=${path.join(temporary, 'extensions')}`,
    ],
    ...(asked.desktop || !nodePackage() ? desktop() : bundled()),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}

function desktop() {
  return { version: asked.current ? 'stable' : '1.99.3', cachePath: path.join(root, '.vscode-test', 'desktop') };
}

function bundled() {
  const host = asked.current ? 'current' : '1.99';
  const log = path.join(root, 'out', `editor-${host}.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(log, { force: true });
  return {
    vscodeExecutablePath: path.join(root, 'scripts', 'editor-host', 'launch.mjs'),
    extensionTestsEnv: { WEIGHBRIDGE_EDITOR_HOST: host, WEIGHBRIDGE_EDITOR_LOG: log },
  };
}
