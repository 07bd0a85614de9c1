/**
 * Feeds the scanner of weight files with broken and hostile files, and says what crashes it, takes longer than a second for a
 * megabyte, lets memory grow, or is called safe though the format forbids it. The same seed gives the same files.
 * Usage: npm run fuzz -- [--minutes 10] [--format pickle,zip,…] [--seed 1] [--at N]
 */
import { build } from 'esbuild';
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'out/fuzz/run.js');
const silentFor = 120_000;
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    format: { type: 'string' },
    seed: { type: 'string', default: '1' },
    at: { type: 'string' },
  },
});

await build({
  absWorkingDir: root,
  entryPoints: ['scripts/fuzz/run.ts'],
  outfile: program,
  bundle: true,
  sourcemap: 'inline',
  platform: 'node',
  mainFields: ['module', 'main'],
  loader: { '.tsv': 'text' },
  logLevel: 'warning',
});

const families = execFileSync(process.execPath, [program], { encoding: 'utf8' }).trim().split('\n');
let failed = 0;
for (const format of values.format?.split(',') ?? families) {
  if (!families.includes(format)) throw new Error(`There is no format ${format}; there are ${families.join(', ')}.`);
  if (!(await fuzz(format))) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;

/** Runs one format in a process of its own, and ends it where it hangs. */
function fuzz(format) {
  const args = [format, values.minutes, values.seed, ...(values.at === undefined ? [] : [values.at])];
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--expose-gc', '--max-old-space-size=1024', program, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let last = '';
  let watch = setTimeout(hang, silentFor);
  child.stdout.setEncoding('utf8').on('data', (text) => {
    clearTimeout(watch);
    watch = setTimeout(hang, silentFor);
    for (const line of text.trimEnd().split('\n')) {
      if (line.startsWith('at ')) last = line;
      else console.log(`${format}: ${line}`);
    }
  });
  function hang() {
    console.log(`${format}: hangs ${last}`);
    child.kill('SIGKILL');
  }
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(watch);
      if (code !== 0)
        console.log(`${format}: FAILED ${last}; again with --format ${format} --seed ${values.seed} --at N`);
      resolve(code === 0);
    }),
  );
}
