import assert from 'node:assert/strict';
import type { Mention } from '../../src/domain/mention';
import { pixiToml } from '../../src/readers/python-project/pixi-toml';
import { pyproject } from '../../src/readers/python-project/pyproject';
import { uvToml } from '../../src/readers/python-project/uv-toml';
import { described, placeFaults } from './mentions';

const read = (text: string): readonly string[] => pyproject.read(text, 'pyproject.toml')!.mentions.map(described);

describe('reader pyproject', () => {
  it('reads what packaging tools agree on', () => {
    const text = `[project]
name = "chat"
license = "MIT OR Apache-2.0"
requires-python = ">=3.10"
dependencies = [
  "torch >=2.4, <3",  # heavy
  'requests[socks]==2.32.3 ; python_version < "3.13"',
  "tomli; python_version < \\"3.11\\"",
  "acme @ https://example.com/acme-1.0.whl",
]
[project.optional-dependencies]
train = ["trl", "chat[all]"]
[dependency-groups]
test = ["pytest>=8", {include-group = "lint"}]
lint = ["ruff~=0.5"]
[build-system]
requires = ["hatchling"]
`;
    assert.deepEqual(read(text), [
      'torch >=2.4, <3 { >=2.4 <3 }',
      'requests[socks] ==2.32.3 { ==2.32.3 } ; python_version < "3.13"',
      'tomli ; python_version < "3.11"',
      'acme @ https://example.com/acme-1.0.whl',
      'trl (train)',
      'chat[all] (train)',
      'pytest >=8 { >=8 } (test)',
      'ruff ~=0.5 { ~=0.5 } (lint)',
      'hatchling (build)',
      'python >=3.10',
      'license MIT OR Apache-2.0 = MIT OR Apache-2.0',
    ]);
    const { subject, problems, comments } = pyproject.read(text, 'pyproject.toml')!;
    assert.deepEqual([subject!.kind, subject!.name!.text, comments], ['application', 'chat', '#']);
    assert.equal(text.slice(subject!.described.start, subject!.described.end).split('\n')[0], '[project]');
    assert.deepEqual(problems, []);
  });

  it('reads the tables of Poetry', () => {
    const text = `[tool.poetry]
name = "chat"
license = "Apache-2.0"
[tool.poetry.dependencies]
python = "^3.10"
torch = "^2.4.1"
typer = {extras = ["all"], version = "~0.12", markers = "sys_platform == 'linux'"}
numpy = [{version = "<2", python = "<3.12"}, {version = "2.*"}]
acme = { git = "https://example.com/acme.git", rev = "abc" }
core = { path = "../core", develop = true }
private = { version = "1.0", source = "house" }
any = "*"
old = "<1 || >2"
[tool.poetry.dependencies.requests]
version = "^2.32.3"
[tool.poetry.group.test.dependencies]
pytest = ">= 8, !=8.1"
[tool.poetry.dev-dependencies]
black = "24.1.0"
[[tool.poetry.source]]
name = "house"
url = "https://example.com/simple"
priority = "explicit"
`;
    assert.deepEqual(read(text), [
      'python ^3.10',
      'license Apache-2.0 = Apache-2.0',
      'torch ^2.4.1 { >=2.4.1 <3 }',
      "typer[all] ~0.12 { >=0.12 <0.13 } ; sys_platform == 'linux'",
      'numpy <2 { <2 }',
      'numpy 2.* { ==2.* }',
      'acme @ https://example.com/acme.git',
      'editable core @ ../core',
      'private 1.0 { ==1.0 } from house',
      'any *',
      'old <1 || >2',
      'requests ^2.32.3 { >=2.32.3 <3 }',
      'black 24.1.0 { ==24.1.0 } (dev)',
      'pytest >= 8, !=8.1 { >=8 !=8.1 } (test)',
      'index extra https://example.com/simple called house, explicit',
    ]);
    assert.deepEqual(placeFaults(text, pyproject.read(text, '')!.mentions), []);
  });

  it('reads what uv adds, also to requirements that stand elsewhere', () => {
    const text = `[project]
dependencies = ["torch>=2", "core", "Acme_Tools", "member"]
[tool.uv]
dev-dependencies = ["pytest"]
constraint-dependencies = ["numpy<2"]
extra-index-url = ["https://example.com/more"]
[tool.uv.sources]
torch = [{ index = "pytorch", marker = "sys_platform == 'linux'" }]
core = { path = "../core", editable = true }
acme-tools = { git = "https://example.com/acme.git" }
member = { workspace = true }
[[tool.uv.index]]
name = "pytorch"
url = "https://example.com/whl/cpu"
explicit = true
[[tool.uv.index]]
url = "https://example.com/all"
default = true
`;
    assert.deepEqual(read(text), [
      'torch >=2 { >=2 } from pytorch',
      'editable core @ ../core',
      'Acme_Tools @ https://example.com/acme.git',
      'editable member',
      'pytest (dev)',
      'constraint numpy <2 { <2 }',
      'index extra https://example.com/whl/cpu called pytorch, explicit',
      'index primary https://example.com/all',
      'index extra https://example.com/more',
    ]);
  });

  it('reads what PDM, Hatch, Flit, Pixi and setuptools add', () => {
    const text = `[tool.pdm.dev-dependencies]
test = ["pytest>=8", "-e file:///\${PROJECT_ROOT}/sub#egg=sub"]
[[tool.pdm.source]]
name = "pypi"
url = "https://example.com/simple"
[tool.hatch.envs.docs]
dependencies = ["mkdocs==1.6.0"]
[tool.flit.metadata]
requires = ["Paste==3.4.2"]
[tool.pixi.dependencies]
python = ">=3.11"
pytorch = "==2.4.0"
cuda = "12.*"
[tool.pixi.pypi-dependencies]
chat = { path = ".", editable = true }
[tool.pixi.feature.gpu.pypi-dependencies]
vllm = ">=0.6,<1"
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }
`;
    assert.deepEqual(read(text), [
      'pytest >=8 { >=8 } (test)',
      'editable sub @ file:///${PROJECT_ROOT}/sub#egg=sub (test)',
      'index primary https://example.com/simple called pypi',
      'mkdocs ==1.6.0 { ==1.6.0 } (docs)',
      'Paste ==3.4.2 { ==3.4.2 }',
      'conda pytorch ==2.4.0 { ==2.4.0 }',
      'conda cuda 12.* { ==12.* }',
      'editable chat @ .',
      'vllm >=0.6,<1 { >=0.6 <1 } (gpu)',
      'include requirements requirements.txt',
    ]);
  });

  it('takes the license from a table or from classifiers, where these leave no doubt', () => {
    const licenses = (lines: string): readonly string[] => read(`[project]\n${lines}`);
    assert.deepEqual(licenses('license = { text = "MIT" }'), ['license MIT = MIT']);
    assert.deepEqual(licenses('license = { file = "LICENSE" }'), []);
    assert.deepEqual(licenses('license = { text = """\nMIT License\n\nCopyright"""}'), []);
    assert.deepEqual(
      licenses('classifiers = ["License :: OSI Approved :: ISC License (ISCL)", "License :: OSI Approved"]'),
      ['license License :: OSI Approved :: ISC License (ISCL) = ISC'],
    );
    assert.deepEqual(licenses('classifiers = ["License :: OSI Approved :: BSD License", "Typing :: Typed"]'), [
      'license License :: OSI Approved :: BSD License',
    ]);
  });

  const problems: readonly (readonly [text: string, code: string, at: string])[] = [
    ['[project]\ndependencies = "torch"', 'unexpected-type', '"torch"'],
    ['[project]\ndependencies = [5]', 'unexpected-type', '5'],
    ['[project.optional-dependencies]\nx = { torch = "1" }', 'unexpected-type', '{ torch = "1" }'],
    ['[project]\ndependencies = ["torch=1.0"]', 'requirement-syntax', '=1.0'],
    ['[project]\ndependencies = ["torch\\u003d1.0"]', 'requirement-syntax', '\\u003d1.0'],
    ['[tool.poetry.dependencies]\ntorch = "latest"', 'requirement-syntax', 'latest'],
    ['[dependency-groups]\na = [{include-group = "b"}]', 'unknown-group', 'b'],
    ['[project]\ndependencies = [\n "torch",', 'toml-syntax', '['],
  ];
  for (const [text, code, at] of problems) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const reading = pyproject.read(text, '')!;
      assert.deepEqual(
        reading.problems.map((problem) => [problem.code, text.slice(problem.start, problem.end)]),
        [[code, at]],
      );
    });
  }

  it('reads what Pixi and uv have in files of their own', () => {
    const pixi = `[workspace]
name = "chat"
license = "MIT"
channels = ["conda-forge"]
[dependencies]
python = ">=3.11"
numpy = { version = "1.26.*", channel = "conda-forge" }
[pypi-dependencies]
trl = { version = ">=0.9", extras = ["peft"] }
[feature.test.dependencies]
pytest = "*"
[pypi-options]
extra-index-urls = ["https://example.com/simple"]
`;
    const { mentions, subject } = pixiToml.read(pixi, 'pixi.toml')!;
    assert.deepEqual(mentions.map(described), [
      'conda numpy 1.26.* { ==1.26.* }',
      'trl[peft] >=0.9 { >=0.9 }',
      'conda pytest * (test)',
      'index extra https://example.com/simple',
      'license MIT = MIT',
    ]);
    assert.equal(subject?.name?.text, 'chat');
    const uv = 'constraint-dependencies = ["torch<3"]\n[pip]\nindex-url = "https://example.com/simple"\n';
    assert.deepEqual(uvToml.read(uv, 'uv.toml')!.mentions.map(described), [
      'constraint torch <3 { <3 }',
      'index primary https://example.com/simple',
    ]);
  });

  it('reads what builds and environments of Hatch, PDM and Poetry ask for', () => {
    const text = `[tool.hatch.build.targets.wheel]
dependencies = ["hatch-vcs"]
[tool.hatch.env]
requires = ["hatch-pip-compile"]
[tool.pdm.resolution.overrides]
urllib3 = "1.26.18"
[tool.poetry.requires-plugins]
poetry-plugin-export = ">1.8"
`;
    assert.deepEqual(read(text), [
      'poetry-plugin-export >1.8 { >1.8 } (build)',
      'constraint urllib3 1.26.18 { ==1.26.18 }',
      'hatch-pip-compile (build)',
      'hatch-vcs (build)',
    ]);
  });

  it('tolerates templates and stays calm about nonsense', () => {
    assert.deepEqual(pyproject.read('[project]\ndependencies = ["torch=={{ version }}"]', '')!.problems, []);
    for (const text of [
      '',
      '\0',
      '[tool]\npoetry = 1\nuv = []\npdm = "x"',
      'project = []\n[[dependency-groups]]\nx=1',
    ]) {
      const { mentions }: { mentions: readonly Mention[] } = pyproject.read(text, '')!;
      assert.deepEqual(mentions, []);
    }
  });
});
