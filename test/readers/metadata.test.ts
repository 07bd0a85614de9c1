import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import picomatch from 'picomatch';
import { readers } from '../../src/readers';
import type { Reader } from '../../src/readers/reader';
import { placeFaults } from './mentions';

const corpus = '../shared/corpus';

/** What a container may be told to run. */
const script =
  'pip install torch -r more.txt -i https://pypi.example.com/simple --trusted-host pypi.example.com && hf download acme/texts --repo-type dataset && wget https://example.com/a.pt';

type Sample = readonly [path: string, ...lines: string[]];

/** For each kind a file, or two, with everything that its page says is found there. */
const samples: Readonly<Record<string, Sample>> = {
  'setup-py': [
    'setup.py',
    'setup(license="MIT", python_requires=">=3.10", install_requires=["torch"], dependency_links=["https://pypi.example.com/links"])',
  ],
  requirements: ['requirements.txt', 'torch', '-r more.txt', '-i https://pypi.example.com/simple', '--require-hashes'],
  card: ['README.md', '---', 'license: mit', 'base_model: acme/base', 'datasets: [acme/texts]', '---'],
  python: [
    'train.py',
    'import torch',
    'from datasets import load_dataset',
    'from transformers import AutoModel',
    'AutoModel.from_pretrained("acme/base")',
    'load_dataset("acme/texts")',
    'torch.load("model.pt")',
    'from litellm import completion',
    'completion(model="openai/gpt-4o")',
  ],
  notebook: [
    'train.ipynb',
    '{"cells": [{"cell_type": "code", "source": ["!pip install torch -r more.txt -i https://pypi.example.com/simple --trusted-host pypi.example.com\\n",',
    '"!hf download acme/base\\n", "!hf download acme/texts --repo-type dataset\\n", "import torch, litellm\\n", "torch.load(\'model.pt\')\\n", "litellm.completion(\'openai/gpt-4o\')"]}]}',
  ],
  javascript: [
    'app.ts',
    "import { pipeline } from '@huggingface/transformers';",
    "await pipeline('ner', 'acme/base');",
    "import { listFiles } from '@huggingface/hub';",
    "listFiles({ repo: 'datasets/acme/texts' });",
    "import { InferenceClient } from '@huggingface/inference';",
    "client.chatCompletion({ model: 'acme/chat' });",
  ],
  'license-file': ['LICENSE', ...readFileSync('LICENSE', 'utf8').split('\n')],
  installed: ['torch-2.0.dist-info/METADATA', 'Name: torch', 'Version: 2.0', 'License: MIT', ''],
  'installed-files': ['torch-2.0.dist-info/RECORD', 'torch/__init__.py,sha256=aa,1', 'torch-hook.pth,sha256=bb,2', ''],
  'installed-conda': [
    'conda-meta/numpy-1.26.4-py312_0.json',
    '{"depends": ["python >=3.12"], "license": "BSD-3-Clause", "name": "numpy", "version": "1.26.4"}',
  ],
  pyproject: [
    'pyproject.toml',
    '[project]',
    'name = "app"',
    'license = "MIT"',
    'requires-python = ">=3.10"',
    'dependencies = ["torch"]',
    '[tool.setuptools.dynamic]',
    'optional-dependencies.more = { file = ["more.txt"] }',
    '[[tool.uv.index]]',
    'url = "https://pypi.example.com/simple"',
  ],
  'setup-cfg': [
    'setup.cfg',
    '[metadata]',
    'license = MIT',
    '[options]',
    'python_requires = >=3.10',
    'install_requires = file: more.txt',
    'tests_require = pytest',
  ],
  pixi: [
    'pixi.toml',
    '[workspace]',
    'license = "MIT"',
    '[dependencies]',
    'numpy = "1.*"',
    '[pypi-options]',
    'index-url = "https://pypi.example.com/simple"',
  ],
  'uv-toml': ['uv.toml', 'override-dependencies = ["torch<2"]', 'index-url = "https://pypi.example.com/simple"'],
  pipfile: [
    'Pipfile',
    '[[source]]',
    'url = "https://pypi.example.com/simple"',
    '[packages]',
    'torch = "*"',
    '[requires]',
    'python_version = "3.12"',
  ],
  'uv-lock': ['uv.lock', '[[package]]', 'name = "torch"', 'version = "2.0"'],
  'poetry-lock': ['poetry.lock', '[[package]]', 'name = "torch"', 'version = "2.0"'],
  'pdm-lock': ['pdm.lock', '[[package]]', 'name = "torch"', 'version = "2.0"'],
  pylock: ['pylock.toml', '[[packages]]', 'name = "torch"', 'version = "2.0"'],
  'pipfile-lock': ['Pipfile.lock', '{"default": {"torch": {"version": "==2.0"}}}'],
  'conda-lock': ['conda-lock.yml', 'package:', '- name: torch', '  version: "2.0"', '  manager: conda'],
  'package-lock': ['package-lock.json', '{"packages": {"node_modules/ws": {"version": "8.0.0"}}}'],
  'conda-environment': [
    'environment.yml',
    'dependencies:',
    '- numpy',
    '- pip:',
    '  - -r more.txt',
    '  - -i https://pypi.example.com/simple',
    '  - --require-hashes',
  ],
  'conda-recipe': ['meta.yaml', 'package: { name: app }', 'requirements: { run: [numpy] }', 'about:', '  license: MIT'],
  'package-json': ['package.json', '{"license": "MIT", "engines": {"node": ">=20"}, "dependencies": {"ws": "8.0.0"}}'],
  dockerfile: [
    'Dockerfile',
    'FROM python:3.12',
    'RUN pip install -r more.txt -i https://pypi.example.com/simple --trusted-host pypi.example.com',
    'RUN hf download acme/base && hf download acme/texts --repo-type dataset',
    'ADD https://example.com/a.pt /models/',
  ],
  compose: [
    'compose.yaml',
    'services:',
    '  llm:',
    '    image: vllm/vllm-openai:v0.9',
    '    command: --model acme/base',
    `    entrypoint: ${script}`,
  ],
  mcp: ['mcp.json', '{"mcpServers": {"files": {"command": "npx", "args": ["server-files"]}}}'],
  'hub-config': [
    'config.json',
    '{"model_type": "bert", "_name_or_path": "acme/base", "weight_map": {"a": "model-1.safetensors"}, "chat_template": "{{ messages }}", "auto_map": {"AutoModel": "modeling.Chat"}}',
  ],
  'chat-template': ['chat_template.jinja', '{{ messages }}'],
  croissant: [
    'croissant.json',
    '{"@type": "Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "license": "MIT"}',
  ],
  'dataset-infos': ['dataset_infos.json', '{"default": {"features": {}, "license": "mit"}}'],
  'llama-factory-data': ['dataset_info.json', '{"texts": {"hf_hub_url": "acme/texts"}}'],
  datapackage: ['datapackage.json', '{"resources": [], "licenses": [{"name": "MIT"}]}'],
  'eval-results': ['.eval_results/a.yaml', '- dataset:', '    id: acme/texts'],
  modelfile: ['Modelfile', 'FROM hf.co/acme/base', 'ADAPTER ./adapter.gguf', 'LICENSE MIT'],
  mlmodel: [
    'MLmodel',
    'flavors:',
    '  transformers: { source_model_name: acme/base }',
    '  sklearn: { pickled_model: model.pkl }',
    'metadata: { azureml.base_image: "acme/image:1" }',
  ],
  mlproject: ['MLproject', 'docker_env: { image: "acme/image:1" }', 'conda_env: env.yaml'],
  dvc: ['dvc.yaml', 'stages:', '  train:', '    outs: [model.pt]'],
  params: ['params.yaml', 'train: { model: acme/base, dataset: acme/texts }'],
  'python-env': [
    'python_env.yaml',
    'python: 3.12.1',
    'dependencies: [torch, -r more.txt, -i https://pypi.example.com/simple, --require-hashes]',
  ],
  gitattributes: ['.gitattributes', '*.bin filter=lfs'],
  citation: ['CITATION.cff', 'cff-version: 1.2.0', 'license: MIT'],
  litellm: [
    'proxy.yaml',
    'model_list:',
    '- litellm_params: { model: huggingface/acme/base, api_base: "https://llm.example.com" }',
  ],
  'helm-values': ['values.yaml', 'image: acme/image:1', 'modelURL: acme/base', `command: ${script}`],
  kubernetes: [
    'pod.yaml',
    'apiVersion: v1',
    'kind: Pod',
    'spec:',
    '  containers:',
    '  - image: vllm/vllm-openai:v0.9',
    '    args: [--model, acme/base]',
    `    command: ${script}`,
  ],
  'training-config': [
    'train.yaml',
    'base_model: acme/base',
    'chat_template_jinja: "{{ messages }}"',
    'datasets:',
    '- path: acme/texts',
    '  type: alpaca',
    'adapter: lora',
    'lora_model_dir: outputs/adapter',
  ],
  'vllm-config': [
    'serve.yaml',
    'model: models/base.gguf',
    'tensor-parallel-size: 2',
    'speculative-config: { model: acme/draft }',
  ],
  azureml: [
    'spec.yaml',
    '$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json',
    'system_metadata:',
    '  license: mit',
    '  huggingFaceModelId: acme/base',
    '  datasets: [acme/texts]',
  ],
  'azureml (environment)': [
    'spec.yaml',
    '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json',
    'image: acme/image:1',
    'conda_file: { dependencies: [pip: [torch, -r more.txt, -i https://pypi.example.com/simple, --require-hashes]] }',
  ],
};

describe('what a reader says of itself', () => {
  for (const reader of readers) {
    const { kind, gives, comments, files } = reader;
    it(`is what it does: ${kind}`, () => {
      const found = new Set<string>();
      for (const [path, ...lines] of samplesOf(kind)) {
        assert.ok(picomatch.isMatch(path, [...files], { nocase: true, dot: true }), `${path} is not one of its files`);
        const reading = reader.read(lines.join('\n'), `/${path}`);
        assert.ok(reading, `${path} is not read`);
        assert.equal(reading.comments, comments);
        for (const mention of reading.mentions) found.add(mention.kind);
      }
      assert.deepEqual([...found].sort(), [...gives].sort());
    });
  }

  it('comes with exact places, however little of a file is typed', () => {
    for (const reader of readers) {
      for (const [path, ...lines] of samplesOf(reader.kind)) {
        const whole = lines.join('\n').slice(0, 2000);
        for (let length = 0; length <= whole.length; length++) assertPlaces(reader, whole.slice(0, length), path);
      }
    }
  });

  it('is what it does in the files of others', function () {
    if (!existsSync(corpus)) {
      console.warn(`${corpus} is not there, so readers were not held against it.`);
      this.skip();
    }
    const found = new Map<string, number>();
    const unsaid = new Set<string>();
    const fitting = readers.map((reader) => ({
      reader,
      fits: picomatch([...reader.files], { nocase: true, dot: true }),
    }));
    for (const file of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
      if (!statSync(`${corpus}/${file}`).isFile()) continue;
      const path = file.replaceAll('\\', '/');
      const candidates = fitting.filter(({ fits }) => fits(path));
      if (candidates.length === 0) continue;
      const text = readFileSync(`${corpus}/${path}`, 'utf8');
      for (const { reader } of candidates) {
        const reading = reader.read(text, `/${path}`);
        if (reading) found.set(reader.kind, (found.get(reader.kind) ?? 0) + 1);
        for (const { kind } of reading?.mentions ?? [])
          if (!reader.gives.includes(kind)) unsaid.add(`${reader.kind} gives ${kind}, too: ${path}`);
        if (reading && reading.comments !== reader.comments) unsaid.add(`${reader.kind} has other comments: ${path}`);
      }
    }
    assert.deepEqual([...unsaid], []);
    assert.ok((found.get('requirements') ?? 0) > 100 && (found.get('card') ?? 0) > 400, 'the corpus was read');
  }).timeout(60_000);

  it('has a page a kind, and no page of none', () => {
    const kinds = [...readers.map(({ kind }) => kind), 'weights', 'README'];
    const pages = readdirSync('docs/files').map((file) => file.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), kinds.sort());
  });
});

function assertPlaces(reader: Reader, text: string, path: string): void {
  const { mentions = [], problems = [] } = reader.read(text, `/${path}`) ?? {};
  assert.deepEqual(placeFaults(text, mentions), [], `${path}: ${text}`);
  for (const { start, end } of problems) assert.ok(0 <= start && start <= end && end <= text.length, path);
}

function samplesOf(kind: string): readonly Sample[] {
  return Object.entries(samples).flatMap(([name, sample]) => (name.split(' ')[0] === kind ? [sample] : []));
}
