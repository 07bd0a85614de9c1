import assert from 'node:assert/strict';
import { condaLock } from '../../src/readers/locks/conda-lock';
import { packageLock } from '../../src/readers/locks/package-lock';
import { pdmLock } from '../../src/readers/locks/pdm-lock';
import { pipfileLock } from '../../src/readers/locks/pipfile-lock';
import { poetryLock } from '../../src/readers/locks/poetry-lock';
import { pylock } from '../../src/readers/locks/pylock';
import { uvLock } from '../../src/readers/locks/uv-lock';
import type { Reader } from '../../src/readers/reader';
import { described, placeFaults } from './mentions';

describe('readers of locks', () => {
  it('uv.lock: versions, hashes and edges; the project itself is left out', () => {
    const text = `version = 1
[[package]]
name = "chat"
source = { editable = "." }
dependencies = [{ name = "torch" }]
[[package]]
name = "torch"
version = "2.4.0+cpu"
source = { registry = "https://example.com/whl" }
dependencies = [
    { name = "numpy", version = "1.26.4", source = { registry = "https://example.com" }, marker = "python_full_version < '3.12'" },
    { name = "numpy", version = "2.1.0", marker = "python_full_version >= '3.12'" },
    { name = "sympy" },
]
sdist = { url = "https://example.com/torch.tar.gz", hash = "sha256:aa", size = 1 }
wheels = [
    { url = "https://example.com/torch.whl", hash = "sha256:bb", size = 1 },
]
[package.optional-dependencies]
fast = [{ name = "triton" }, { name = "sympy" }]
[[package]]
name = "core"
version = "0.1.0"
source = { editable = "../core" }
[[package]]
name = "acme"
version = "1.0"
source = { git = "https://example.com/acme.git?rev=main#0123" }
`;
    assert.deepEqual(read(uvLock, text), [
      'locked torch { ==2.4.0+cpu } from https://example.com/whl 2 hashes -> numpy 1.26.4, numpy 2.1.0, sympy, triton',
      'locked editable core { ==0.1.0 } @ ../core ->',
      'locked acme { ==1.0 } @ https://example.com/acme.git?rev=main#0123 ->',
    ]);
  });

  it('poetry.lock: of version 2 and of version 1', () => {
    const text = `[[package]]
name = "torch"
version = "2.4.0"
groups = ["main", "dev"]
files = [
    {file = "torch.whl", hash = "sha256:aa"},
]
[package.dependencies]
numpy = [{version = ">=1", markers = "python_version < \\"3.12\\""}, {version = ">=2"}]
"boolean.py" = ">=4.0"
[package.source]
type = "legacy"
url = "https://example.com/simple"
[[package]]
name = "pytest"
version = "8.0.0"
category = "dev"
[[package]]
name = "core"
version = "0.1.0"
groups = ["test"]
develop = true
[package.source]
type = "directory"
url = "../core"
[metadata]
lock-version = "1.1"
[metadata.files]
pytest = [{file = "pytest.whl", hash = "sha256:bb"}, {file = "pytest.tar.gz", hash = "sha256:cc"}]
`;
    assert.deepEqual(read(poetryLock, text), [
      'locked torch { ==2.4.0 } from https://example.com/simple 1 hashes -> numpy, boolean.py',
      'locked pytest { ==8.0.0 } 2 hashes (dev) ->',
      'locked editable core { ==0.1.0 } @ ../core (test) ->',
    ]);
  });

  it('pdm.lock', () => {
    const text = `[[package]]
name = "requests"
version = "2.32.3"
extras = ["socks"]
groups = ["default", "test"]
dependencies = ["idna<4,>=2.5", "requests==2.32.3", "tomli; python_version < \\"3.11\\""]
files = [{file = "requests.whl", hash = "sha256:aa"}]
[[package]]
name = "acme"
version = "1.0"
groups = ["test"]
git = "https://example.com/acme.git"
`;
    assert.deepEqual(read(pdmLock, text), [
      'locked requests[socks] { ==2.32.3 } 1 hashes -> idna, requests, tomli',
      'locked acme { ==1.0 } @ https://example.com/acme.git (test) ->',
    ]);
  });

  it('pylock.toml', () => {
    const text = `lock-version = '1.0'
[[packages]]
name = 'cattrs'
version = '24.1.2'
marker = "python_version > '3.8'"
dependencies = [{name = 'attrs', version = '25.1.0'}]
[[packages.wheels]]
name = 'cattrs-24.1.2-py3-none-any.whl'
hashes = {sha256 = 'aa', sha512 = 'bb'}
[[packages]]
name = 'core'
directory = {path = '../core', editable = true}
`;
    assert.deepEqual(read(pylock, text), [
      "locked cattrs { ==24.1.2 } ; python_version > '3.8' 2 hashes -> attrs 25.1.0",
      'locked editable core @ ../core ->',
    ]);
    assert.deepEqual(problems(pylock, "lock-version = '1.0'\n"), ['lock-incomplete ']);
    assert.deepEqual(problems(pylock, "[[packages]]\nversion = '1'\n"), ['lock-incomplete [[packages]]']);
    assert.deepEqual(problems(pylock, 'this is no TOML\n'), ['toml-syntax i']);
  });

  it('Pipfile.lock', () => {
    const text = `{
  "_meta": { "sources": [{ "name": "pypi", "url": "https://example.com/simple" }] },
  "default": {
    "requests": {
      "version": "==2.32.3", "extras": ["socks"], "hashes": ["sha256:aa", "sha256:bb"],
      "markers": "python_version >= '3.8'", "index": "pypi"
    },
    "chat": { "editable": true, "path": "." }
  },
  "develop": { "pytest": { "version": "==8.0.0" }, "odd": { "version": "*" } }
}`;
    assert.deepEqual(read(pipfileLock, text), [
      "locked requests[socks] ==2.32.3 { ==2.32.3 } ; python_version >= '3.8' from pypi 2 hashes",
      'locked editable chat @ .',
      'locked pytest ==8.0.0 { ==8.0.0 } (dev)',
      'locked odd * (dev)',
    ]);
  });

  it('conda-lock.yml', () => {
    const text = `version: 1
metadata: { channels: [] }
package:
- name: numpy
  version: 1.10
  manager: conda
  platform: linux-64
  dependencies: { libblas: '>=3.9.0,<4.0a0', python: '' }
  hash: { md5: aa, sha256: bb }
  category: main
- name: pytest
  version: '8.0.0'
  manager: pip
  category: dev
`;
    assert.deepEqual(read(condaLock, text), [
      'locked conda numpy { ==1.10 } 1 hashes -> libblas, python',
      'locked pytest { ==8.0.0 } (dev) ->',
    ]);
    assert.equal(condaLock.read('a: 1', 'my-conda-lock.yml'), undefined);
  });

  it('package-lock.json: edges lead to the version that Node would find', () => {
    const text = `{
  "name": "chat", "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "a": "^1" } },
    "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x", "dependencies": { "b": "^2", "@s/c": "*", "gone": "1" } },
    "node_modules/a/node_modules/b": { "version": "2.0.0", "dependencies": { "@s/c": "*" } },
    "node_modules/b": { "version": "1.0.0", "dev": true },
    "node_modules/@s/c": { "version": "3.0.0-rc.1", "resolved": "https://example.com/c.tgz" },
    "node_modules/alias": { "name": "real", "version": "4.0.0" },
    "node_modules/git": { "version": "0.1.0", "resolved": "git+ssh://git@example.com/git.git#0123" },
    "node_modules/own": { "resolved": "packages/own", "link": true },
    "packages/own": { "version": "1.0.0" }
  }
}`;
    assert.deepEqual(read(packageLock, text), [
      'locked npm a { ==1.0.0 } 1 hashes -> b 2.0.0, @s/c 3.0.0-rc.1, gone',
      'locked npm b { ==2.0.0 } -> @s/c 3.0.0-rc.1',
      'locked npm b { ==1.0.0 } (dev) ->',
      'locked npm @s/c { ==3.0.0-rc.1 } ->',
      'locked npm real { ==4.0.0 } ->',
      'locked npm git { ==0.1.0 } @ git+ssh://git@example.com/git.git#0123 ->',
    ]);
  });

  it('package-lock.json of version 1: packages stand inside of each other', () => {
    const text = `{ "lockfileVersion": 1, "dependencies": {
  "a": { "version": "1.0.0", "requires": { "b": "^2", "c": "*" },
    "dependencies": { "b": { "version": "2.0.0", "requires": { "c": "*" } } } },
  "b": { "version": "1.0.0" },
  "c": { "version": "github:x/c#0123" }
} }`;
    assert.deepEqual(read(packageLock, text), [
      'locked npm a { ==1.0.0 } -> b 2.0.0, c',
      'locked npm b { ==2.0.0 } -> c',
      'locked npm b { ==1.0.0 } ->',
      'locked npm c @ github:x/c#0123 ->',
    ]);
  });

  it('say what is half written, and read the rest', () => {
    const toml = '[[package]]\nname = "a"\nversion = "1"\n[[package]]\nname = "b"\nversion = "';
    assert.deepEqual(read(uvLock, toml), ['locked a { ==1 } ->', 'locked b ->']);
    assert.deepEqual(problems(uvLock, toml), ['toml-syntax "']);
    const json = '{"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"ver';
    assert.deepEqual(read(packageLock, json), ['locked npm a { ==1.0.0 } ->', 'locked npm b ->']);
    assert.equal(problems(packageLock, json)[0], 'json-syntax "ver');
  });

  it('stay calm about nonsense', () => {
    const toml = ['', 'package = 1', 'package = [1, [2]]', '[package]\nname = []', '\0'];
    for (const reader of [uvLock, poetryLock, pdmLock, pylock]) {
      for (const text of toml) assert.deepEqual(read(reader, text), []);
    }
    for (const text of ['', '[]', '{"packages": []}', '{"packages": {"": 1}, "default": [1]}'])
      for (const reader of [pipfileLock, packageLock]) assert.deepEqual(read(reader, text), [], text);
    const nested = packageLock.read('{"dependencies":{"a":'.repeat(200), '')!;
    assert.equal(nested.mentions.length, 101);
    const long = 'node_modules/a/'.repeat(20_000);
    read(packageLock, `{"packages": {"${long}": {"dependencies": {"x": "1", "y": "1"}}}}`);
  });
});

function read(reader: Reader, text: string): readonly string[] {
  const { mentions } = reader.read(text, '')!;
  assert.deepEqual(placeFaults(text, mentions), []);
  return mentions.map(described);
}

function problems(reader: Reader, text: string): readonly string[] {
  return reader.read(text, '')!.problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}
