import { parse, tokenize } from '@huggingface/jinja';
import { exactVersion } from '../../src/domain/exact-version';
import advisoryTable from '../../src/facts/data/advisories.tsv';
import maliciousTable from '../../src/facts/data/malicious.tsv';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { SnapshotAnswers } from '../../src/lookup/snapshot';
import { uvLock } from '../../src/readers/locks/uv-lock';
import { python } from '../../src/readers/python/python';
import { Judge } from '../../src/weights/pickle/judge';
import { judgeTemplate } from '../../src/templates/judge';
import { Machine } from '../../src/weights/pickle/machine';

/** A part of the engine, and something plain to compare it with; times in milliseconds. */
interface Measure {
  readonly title: string;
  readonly part: readonly [name: string, took: number];
  readonly plain: readonly [name: string, took: number];
}

/** Measures parts of the engine in this fresh process, in which none of them has run before, and prints what they took. */
function main(): void {
  process.stdout.write(
    JSON.stringify([
      lockReading(),
      snapshotOpening(),
      ...lockMatching(),
      ...pythonTyping(),
      pickleReading(),
      templateFollowing(),
    ]),
  );
}

function lockReading(): Measure {
  const text = lock(numbered(290), 20);
  const part = timed(() => uvLock.read(text, 'uv.lock'));
  return { title: `a uv.lock of ${megabytes(text)}`, part: ['read', part], plain: parsed(text) };
}

function snapshotOpening(): Measure {
  const part = timed(bundledSnapshot);
  const text = advisoryTable + maliciousTable;
  return {
    title: `the snapshot of advisories and reports, ${megabytes(text)}`,
    part: ['opened', part],
    plain: parsed(text),
  };
}

/** Of packages that have all had advisories: the hardest lock there can be. */
function lockMatching(): readonly Measure[] {
  const rows = advisoryTable.split('\n').slice(1, -1);
  const advised = [...new Set(rows.map((row) => row.slice(0, row.indexOf('\t'))))];
  const text = lock(advised.slice(0, 1000), 1);
  const packages = uvLock.read(text, 'uv.lock')!.mentions.flatMap((mention) => {
    const version = mention.kind === 'package' && exactVersion(mention);
    return version ? [{ name: mention.name.text, version }] : [];
  });
  const answers = new SnapshotAnswers(bundledSnapshot());
  const isHit = ({ name, version }: (typeof packages)[number]): boolean =>
    (answers.advisories('pypi', name)?.hitting(version).length ?? 0) > 0;
  const matching = timed(() => packages.filter(isHit));
  const hit = packages.filter(isHit);
  const mending = timed(() => {
    for (const { name, version } of hit) answers.advisories('pypi', name)?.fixAbove(version);
  });
  const plain = parsed(text);
  return [
    {
      title: `a uv.lock of ${packages.length.toLocaleString('en')} packages, all with advisories, against them`,
      part: ['matched', matching],
      plain,
    },
    { title: `the versions to upgrade to, for ${hit.length} of these packages`, part: ['found', mending], plain },
  ];
}

/** Keys pressed one by one in the middle of a file that is known already: letters, and a docstring whose quotes turn all behind them. */
function pythonTyping(): readonly Measure[] {
  const functions = Array.from({ length: 833 }, (_, at) => pythonFunction(at)).join('');
  const middle = functions.indexOf('\n', functions.length / 2);
  const typed = (keys: string): string =>
    `from transformers import AutoModel\n\n${functions.slice(0, middle)}${keys}${functions.slice(middle)}`;
  const first = median(5, (at) => python.read(typed(''), `first-${at}.py`));
  return ['xxxxxxxxxxxx', '"""What it does."""'].map((keys) => {
    const again = median(50, (at) => python.read(typed(keys.slice(0, (at % keys.length) + 1)), 'typed.py'));
    return {
      title: `a keystroke of ${keys} in a Python file of ${typed('').split('\n').length.toLocaleString('en')} lines`,
      part: ['read again', again],
      plain: ['read for the first time', first],
    };
  });
}

/** Small numbers, texts and tuples put aside, as pickles of plain data are made of. */
function pickleReading(): Measure {
  const items = Buffer.from('K\x01\x8c\x03abc\x94\x86\x94'.repeat(1000), 'latin1');
  const list = Buffer.concat([Buffer.from('('), items, Buffer.from('e')]);
  const bytes = Buffer.concat([
    Buffer.from('\x80\x04]', 'latin1'),
    ...Array<Buffer>(2000).fill(list),
    Buffer.from('.'),
  ]);
  const part = timed(() => {
    const around = { content: () => undefined, persistent: () => undefined, alternative: () => undefined };
    const machine = new Machine(bytes.length, new Judge(around));
    machine.give(bytes, 0, 0);
    machine.run();
  });
  const plain = median(5, () => bytes.reduce((sum, byte) => (sum + byte) | 0, 0));
  return {
    title: `a pickle of ${(bytes.length / 1e6).toFixed(0)} MB, 10 million opcodes`,
    part: ['followed', part],
    plain: ['adding up its bytes', plain],
  };
}

/** As long as those of models that call tools. */
function templateFollowing(): Measure {
  const part = median(50, () => judgeTemplate(toolTemplate));
  const plain = median(50, () => parse(tokenize(toolTemplate, { lstrip_blocks: true, trim_blocks: true })));
  return {
    title: `a chat template of ${(toolTemplate.length / 1000).toFixed(1)} kB`,
    part: ['parsed and followed', part],
    plain: ['only parsed, by @huggingface/jinja', plain],
  };
}

function parsed(text: string): Measure['plain'] {
  const json = JSON.stringify(text.split('\n'));
  return ['only JSON.parse of the same lines', median(9, () => JSON.parse(json) as unknown)];
}

function lock(names: readonly string[], wheels: number): string {
  const wheel = `    { url = "https://example.com/packages/aa/bb/name-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", hash = "sha256:${'0123456789abcdef'.repeat(4)}", size = 1234567 },\n`;
  const entry = (name: string, at: number): string =>
    `[[package]]\nname = "${name}"\nversion = "1.0.${at}"\ndependencies = [\n    { name = "${names[0]}" },\n]\nwheels = [\n${wheel.repeat(wheels)}]\n\n`;
  return names.map(entry).join('');
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `package-${at}`);
}

function pythonFunction(at: number): string {
  return `def step_${at}(items, *, scale=${at}):
  """Makes number ${at}."""
  found = {key: [value * scale for value in values] for key, values in items.items() if key != "step${at}"}
  sizes = [len(values) for values in found.values()]
  return AutoModel.from_pretrained("team/model-${at}", found=found, sizes=sizes)

`;
}

const toolTemplate = `{%- macro kind(of) %}
  {%- if of.type == 'array' %}{{ 'list[' ~ kind(of['items']) ~ ']' }}{% elif of.type is string %}{{ of.type }}{% else %}any{% endif %}
{%- endmacro %}
{%- set ns = namespace(last=messages|length - 1, system='', calls=[]) %}
{%- for message in messages %}
${Array.from(
  { length: 12 },
  (_, at) => `  {%- if message.role == 'role${at}' and message.content is string %}
    {%- set text = message.content.split('</think>')[-1].lstrip('\\n') | trim %}
    {{- '<|im_start|>' + message['role'] + '\\n' + text + '<|im_end|>\\n' }}
    {%- for call in message.tool_calls or [] if call.function is defined %}
      {{- '{"name": "' ~ call.function.name ~ '", "arguments": ' ~ (call.function.arguments | tojson) ~ '}' }}
      {%- set ns.system = ns.system ~ call.function.name %}
    {%- endfor %}
  {%- endif %}
`,
).join('')}{%- endfor %}
{%- for tool in tools | selectattr('function') %}{{ kind(tool.function.parameters) }}{% endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;

function megabytes(text: string): string {
  return `${(text.length / 1e6).toFixed(1)} MB`;
}

function median(times: number, act: (at: number) => unknown): number {
  const taken = Array.from({ length: times }, (_, at) => timed(() => act(at)));
  return taken.sort((a, b) => a - b)[times >> 1]!;
}

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

main();
