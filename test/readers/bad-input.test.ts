import assert from 'node:assert/strict';
import { readers } from '../../src/readers';
import type { Reader } from '../../src/readers/reader';
import { slicesOf } from './mentions';

const kinds = new Set([
  ...['dockerfile', 'compose', 'mcp', 'hub-config', 'croissant', 'dataset-infos', 'llama-factory-data', 'datapackage'],
  ...['eval-results', 'modelfile', 'mlmodel', 'mlproject', 'dvc', 'citation', 'azureml', 'litellm', 'helm-values'],
  ...['kubernetes', 'training-config', 'vllm-config'],
]);

/** One text that each of the readers takes for its own, by format. */
const yaml = `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
apiVersion: v1
kind: Pod
cff-version: 1.2.0
services: { a: { image: redis:7, command: vllm serve a/b } }
base_model: a/b
adapter: lora
model: c/d
max-model-len: 1
merge_method: ties
flavors: { x: { y: z.pkl } }
stages: { x: { outs: [a.pt] } }
model_list: [{ litellm_params: { model: a/b } }]
image: nginx:1
storageUri: hf://a/b
`;
const json = `{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "b@1.0.0"], "url": "https://c.d/e" } },
"model_type": "x", "_name_or_path": "a/b", "auto_map": { "A": "c/d--e.F" }, "weight_map": { "w": "m.safetensors" },
"@context": "http://mlcommons.org/croissant/", "@type": "sc:Dataset", "name": "n", "license": "mit",
"resources": [], "licenses": [{ "name": "mit" }], "features": {}, "hf_hub_url": "x" }`;
const docker = `FROM python:3.12@sha256:0a AS a
RUN pip install "torch>=2" numpy>=1 \\
  -r x.txt && hf download a/b --revision c $(x) \`y\` \${z}
RUN <<EOF
pip install b
EOF
CMD ["vllm", "serve", "a/b"]
LICENSE """MIT"""
`;

const toml = `[project]
dependencies = ["torch>=2 ; python_version < '3.13'"]
[tool.poetry.dependencies]
numpy = { version = "^1.26", extras = ["x"] }
[tool.uv.sources]
torch = { git = "https://a.b/c", rev = "d" }
[[package]]
name = "a"
version = "1"
dependencies = [{ name = "b" }]
`;
const lines = `-r base.txt
torch[cuda]==2.6.0+cu124 ; python_version < "3.13" \\
  --hash=sha256:00
acme @ git+https://a.b/c@v1#egg=acme
Name: a
[metadata]
license = MIT
`;

describe('readers on bad input', () => {
  const chosen = readers.filter(({ kind }) => kinds.has(kind));

  it('read what is half typed, cut off anywhere', () => {
    for (const whole of [yaml, json, docker])
      for (let length = 0; length <= whole.length; length++) check(whole.slice(0, length), chosen);
  });

  it('read what is damaged', () => {
    const damages: readonly ((text: string) => string)[] = [
      (text) => text.replaceAll('\n', '\r\n'),
      (text) => text.replaceAll('  ', '\t'),
      (text) => text.replaceAll('/', '/\u0000\u001b'),
      (text) => text.replaceAll('"', ''),
      (text) => text.replaceAll(':', ''),
      (text) => text + text,
      (text) => `\ufeff// comment\n/* ${text}`,
      (text) => text.replaceAll('a', '\\'),
    ];
    for (const whole of [yaml, json, docker, toml, lines]) for (const damage of damages) check(damage(whole));
  });

  it('do not get lost in depth, size or aliases', function () {
    this.timeout(20_000);
    const [many, wide] = [10_000, 2000];
    const bombs = [
      yaml + 'a: '.repeat(0) + `deep: ${'['.repeat(many)}`,
      `${yaml}deep:\n${'- '.repeat(many)}x`,
      json.slice(0, -1) + `, "deep": ${'['.repeat(many)}`,
      json.slice(0, -1) + `, "deep": ${'{"a":'.repeat(many)}`,
      `${yaml}a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d { image: *c, args: [*c,*c], env: *a }\nservices: *d\n`,
      `${yaml}loop: &l { image: *l, args: *l }\n`,
      `---\nlicense: &a [x,x]\ntags: &b [*a,*a]\nbase_model: &c [*b,*b,*b]\ndatasets: [*c,*c,*c]\n---\n`,
      `package: &a [{ name: x }]\ndependencies: &b [*a,*a,{ pip: *a }]\nrequirements: { run: *b, host: *b }\nmetadata: *b`,
      `[project]\ndependencies = ${'['.repeat(many)}`,
      `[project]\na = ${'{ a = '.repeat(many)}`,
      `[${'a.'.repeat(many)}b]\n${'a.'.repeat(many)}b = 1`,
      '[[package]]\nname = "a"\n'.repeat(wide),
      `{"packages": {"${'node_modules/a/'.repeat(many)}": {"version": "1", "dependencies": {"b": "1"}}}}`,
      `{"dependencies": ${'{"a": {"dependencies": '.repeat(400)}{}${'}}'.repeat(400)}}`,
      'torch \\\n'.repeat(many),
      `torch${'['.repeat(many)}`,
      `torch ; ${'('.repeat(many)}`,
      `-r ${'a/../'.repeat(many)}b.txt`,
      `x = ${'('.repeat(many)}`,
      `{"cells": [{"cell_type": "code", "source": ${JSON.stringify(`!pip install ${'a '.repeat(wide)}`)}}]}`,
      `FROM x\nRUN ${'pip install a && '.repeat(wide)}`,
      `FROM x\nRUN ${'$('.repeat(many)}`,
      `FROM x\nRUN ${'`'.repeat(many)}`,
      `FROM x\nRUN ${'"'.repeat(many)}`,
      `FROM x\nRUN a ${'<<A '.repeat(many)}\n`,
      `FROM ${'a/'.repeat(many)}b:${'c'.repeat(many)}`,
      `FROM x\n${'LICENSE """\n'.repeat(wide)}`,
      `FROM x\n${'\\\n'.repeat(many)}`,
      `apiVersion: v1\nkind: List\n${'---\n'.repeat(wide)}`,
      `apiVersion: v1\nkind: List\nitems:\n${'- { image: redis }\n'.repeat(wide)}`,
      `stage: sft\nmodel_name_or_path: a/b\ndataset: ${'REMOTE:a/b, '.repeat(wide)}`,
      JSON.stringify({ mcpServers: { a: { command: 'npx', args: Array(many).fill('-p') } } }),
      JSON.stringify({ weight_map: Object.fromEntries(Array.from({ length: many }, (_, i) => [i, `${i}.bin`])) }),
    ];
    for (const text of bombs) check(text);
  });

  /** Each reader gives places within the text, and none of them throws. */
  function check(text: string, among: readonly Reader[] = readers): void {
    for (const reader of among) {
      const { mentions = [], problems = [] } = reader.read(text, 'file') ?? {};
      for (const { start, end } of [...slicesOf(mentions), ...problems])
        assert.ok(0 <= start && start <= end && end <= text.length, reader.kind);
    }
  }
});
