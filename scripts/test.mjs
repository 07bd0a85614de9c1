/**
 * All tests, on a machine that has only Node and npm: `node scripts/test.mjs [STAGE…] [--current] [--desktop] [--screenshots]`.
 * A stage that fails does not hide the next one; a build that fails ends the run. The last line tells the sum.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { node, npm } from './child.mjs';
import { nodePackage, root } from './editor-host/hosts.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';

const stages = {
  lint: () => once(npm(['run', '--silent', 'lint'], { cwd: root })),
  types: () => once(npm(['run', '--silent', 'typecheck'], { cwd: root })),
  generated: () => once(script('generate.mjs', '--check')),
  unit: () => counted('unit', mocha('--reporter-option', 'style=dot')),
  editor: () => counted('editor', [inScripts('test-editor.mjs'), ...editorFlags()]),
  browser: () =>
    nodePackage()
      ? counted(
          'browser',
          mocha('--no-config', '--exit', '--timeout=120000', inScripts('editor-host', 'browser-pass.mjs')),
        )
      : skip('The browser pass needs the bundled editor, which runs on Linux only.'),
};

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: { current: { type: 'boolean' }, desktop: { type: 'boolean' }, screenshots: { type: 'boolean' } },
});

await main(positionals.length > 0 ? positionals : Object.keys(stages));

async function main(names) {
  const unknown = names.find((name) => !(name in stages));
  if (unknown) {
    console.error(`There is no stage "${unknown}". The stages: ${Object.keys(stages).join(', ')}.`);
    process.exit(2);
  }
  const results = (await prepare()) ?? (await runAll(names));
  const sum = (count) => results.reduce((total, result) => total + (result[count] ?? 0), 0);
  console.log();
  for (const { name, seconds, ...counts } of results)
    console.log(`${name.padEnd(10)} ${inWords(counts)} (${seconds} s)`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

/** Installs and builds; gives results only where there is nothing to go on with. */
async function prepare() {
  const failed = (name) => [{ name, seconds: 0, failed: 1 }];
  try {
    await ensureDependencies();
  } catch (error) {
    console.error(error.message);
    return failed('install');
  }
  return (await script('build.mjs', '--tests')) === 0 ? undefined : failed('build');
}

async function runAll(names) {
  const results = [];
  for (const name of names) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const result = await stages[name]().catch((error) => {
      console.error(error);
      return { failed: 1 };
    });
    results.push({ name, ...result, seconds: Math.round((Date.now() - started) / 1000) });
  }
  return results;
}

/** A stage without a number of its own: one that passed or one that failed. */
async function once(code) {
  return (await code) === 0 ? { passed: 1 } : { failed: 1 };
}

/** A stage that tells its counts through a file. One that ends without them, or with an error that they do not show, has failed. */
async function counted(name, args) {
  const file = path.join(root, 'out', 'results', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const settings = asked.screenshots ? { WEIGHBRIDGE_SCREENSHOTS: '1' } : {};
  const code = await node(args, { cwd: root, env: { ...process.env, ...settings, WEIGHBRIDGE_TEST_RESULTS: file } });
  if (!existsSync(file)) return { failed: 1 };
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function skip(reason) {
  console.warn(reason);
  return {};
}

function mocha(...args) {
  return [
    path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    '--reporter',
    inScripts('counting-reporter.cjs'),
    ...args,
  ];
}

function script(name, ...args) {
  return node([inScripts(name), ...args], { cwd: root });
}

function inScripts(...names) {
  return path.join(root, 'scripts', ...names);
}

function editorFlags() {
  return ['current', 'desktop'].filter((name) => asked[name]).map((name) => `--${name}`);
}

function inWords({ passed = 0, failed = 0, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
