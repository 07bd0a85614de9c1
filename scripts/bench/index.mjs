/**
 * What the engine costs, as ratios within one run: numbers of two machines cannot be compared, ratios nearly can.
 * Nothing passes or fails here. Usage: npm run bench
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureKeystrokes } from './keystrokes.mjs';
import { packSamples } from './packed-samples.mjs';
import { writeTree } from './tree.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const corpus = path.resolve(root, '../shared/corpus/deps');
const server = path.join(root, 'dist/cli.js');
const programs = path.join(root, 'out/bench');
const runs = 5;

await build({
  absWorkingDir: root,
  entryPoints: ['cold-check', 'cold-graph', 'parts', 'unpacking'].map((name) => `scripts/bench/${name}.ts`),
  outdir: programs,
  bundle: true,
  minify: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  loader: { '.tsv': 'text' },
  logLevel: 'warning',
});

const temporary = mkdtempSync(path.join(os.tmpdir(), 'weighbridge-bench-'));
try {
  console.log(
    `Node ${process.version}, ${os.availableParallelism()} × ${os.cpus()[0]?.model ?? 'unknown processor'}\n`,
  );
  if (existsSync(corpus)) printCheck('cold check of ../shared/corpus/deps', coldChecks(corpus));
  else console.warn(`SKIPPED: there is no ${corpus}, so real projects were not measured.\n`);
  printCheck('cold check of 2,000 generated files', coldChecks(writeTree(path.join(temporary, 'tree'), 2000)));
  printGraph(coldGraphs(writeTree(path.join(temporary, 'project'), 3000)));
  partMeasures().forEach(printPart);
  printUnpacking(unpackings(packSamples(temporary)));
  printKeystrokes(await measureKeystrokes(server, path.join(temporary, 'editor'), { lines: 1000, edits: 200 }));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function coldChecks(folder) {
  return median(inProcesses('cold-check.js', folder), ({ checking }) => checking);
}

function coldGraphs(folder) {
  return median(inProcesses('cold-graph.js', folder), ({ making }) => making);
}

/** One for each part of the engine, in the order in which it measures them. */
function partMeasures() {
  const results = inProcesses('parts.js');
  return results[0].map((_, at) =>
    median(
      results.map((measures) => measures[at]),
      ({ part: [, took] }) => took,
    ),
  );
}

/** One for each way of packing; nothing where gzip is missing, which the others are compared with. */
function unpackings(samples) {
  const [, gzipped] = samples.find(([name]) => name === 'gzip') ?? [];
  return gzipped === undefined
    ? []
    : samples.map((sample) => median(inProcesses('unpacking.js', ...sample, gzipped), ({ took }) => took));
}

/** What a program prints, each time in a process of its own, so that nothing is compiled or remembered from before. */
function inProcesses(program, ...words) {
  return Array.from({ length: runs }, () =>
    JSON.parse(execFileSync(process.execPath, [path.join(programs, program), ...words], { encoding: 'utf8' })),
  );
}

function median(results, time) {
  return results.toSorted((a, b) => time(a) - time(b))[Math.floor(results.length / 2)];
}

function printCheck(title, { files, bytes, findings, checking, reading }) {
  print(`${title} (median of ${runs} processes)`, [
    ['files read', `${files} (${(bytes / 1e6).toFixed(1)} MB), ${findings} findings`],
    ['check', `${ms(checking)}, ${ms(checking / files)} a file`],
    ['only reading the bytes of these files', ms(reading)],
    ['ratio', `${(checking / reading).toFixed(1)} ×`],
  ]);
}

function printGraph({ files, parts, making, changing, asking, reading }) {
  print(`graph of ${files.toLocaleString('en')} generated files (median of ${runs} processes)`, [
    ['components and relations', parts.toLocaleString('en')],
    ['graph', ms(making)],
    ['only reading the bytes of these files', ms(reading)],
    ['ratio', `${(making / reading).toFixed(1)} ×`],
    ['one file changed: its part and the graph', `${ms(changing)}, ${(changing / making).toFixed(3)} of the whole`],
    ['one file asked about, with what settles it', `${ms(asking)}, ${(asking / making).toFixed(3)} of the whole`],
  ]);
}

function printPart({ title, part: [name, took], plain: [plainName, plainTook] }) {
  print(`${title} (median of ${runs} processes)`, [
    [name, ms(took)],
    [plainName, ms(plainTook)],
    ['ratio', `${(took / plainTook).toFixed(took < plainTook ? 3 : 1)} ×`],
  ]);
}

function printUnpacking(measures) {
  for (const { name, size, took, plain, peak } of measures)
    print(`unpacking ${name}, to ${(size / 1e6).toFixed(0)} MB (median of ${runs} processes)`, [
      ['unpacked and summed up', `${ms(took)}, at most ${peak.toFixed(0)} MB of memory`],
      ['gunzipSync of Node, of the same bytes', ms(plain)],
      ['ratio', `${(took / plain).toFixed(1)} ×`],
    ]);
}

function printKeystrokes({ lines, edits, keystroke, hover }) {
  print(
    `keystroke to diagnostics in a requirements file of ${lines} lines (${edits} edits, through the language server)`,
    [
      ['keystroke', `p50 ${ms(keystroke.p50)}, p95 ${ms(keystroke.p95)}`],
      ['an empty round trip (hover over nothing)', `p50 ${ms(hover.p50)}`],
      ['ratio of the p50', `${(keystroke.p50 / hover.p50).toFixed(1)} ×`],
    ],
  );
}

function print(title, rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log([title, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ''].join('\n'));
}

function ms(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
