import { confusion } from '../../../src/rules/dependency/confusion';
import { ruleTest } from '../rule-test';

const internal = '--extra-index-url https://packages.acme.example/simple\n';

ruleTest(confusion, {
  silent: [
    'acme-retrieval==1.0',
    internal,
    `${internal}acme-retrieval==1.0 --hash=sha256:${'0'.repeat(64)}`,
    `${internal}acme-retrieval @ https://packages.acme.example/acme_retrieval-1.0.tar.gz`,
    '-i https://packages.acme.example/simple\nacme-retrieval',
    '-i https://packages.acme.example/a\n--extra-index-url https://packages.acme.example/b\nacme-retrieval',
    '--extra-index-url https://download.pytorch.org/whl/cu124\nacme-retrieval',
    '--extra-index-url https://pypi.nvidia.com\nacme-retrieval',
    '--extra-index-url https://pypi.tuna.tsinghua.edu.cn/simple\nacme-retrieval',
    '--extra-index-url ${INDEX}\nacme-retrieval',
    '-f https://packages.acme.example/wheels\nacme-retrieval',
    {
      code: '[project]\ndependencies = ["acme-retrieval"]\n[[tool.uv.index]]\nurl = "https://packages.acme.example/simple"',
      file: 'pyproject.toml',
    },
    {
      code: 'FROM a:1\nRUN uv pip install --extra-index-url https://packages.acme.example/simple acme-retrieval',
      file: 'Dockerfile',
    },
  ],
  speaks: [
    {
      code: '--extra-index-url «https://packages.acme.example/simple»\ntorch\nacme-retrieval==1.0\nacme-ui',
      says: 'either',
      message:
        'acme-retrieval and acme-ui may come from packages.acme.example or from PyPI, whichever has the higher version, so others could publish on PyPI under such a name. Use one index that serves both, or pin the packages with hashes.',
    },
    {
      code: '--extra-index-url «https://me:${TOKEN}@packages.acme.example/simple»\nacme-a\nacme-b\nacme-c\nacme-d',
      says: 'either',
      message: /^acme-a, acme-b and 2 more may come from packages\.acme\.example or/,
    },
    {
      code: '-i «https://packages.acme.example/simple»\n--extra-index-url https://pypi.org/simple\nacme-retrieval',
      says: 'either',
    },
    {
      code: '--extra-index-url «https://packages.acme.example/simple»\ntorch==2.6.0\nnumpy',
      says: 'both',
      severity: 'info',
      message: /^Every package here is looked for on packages\.acme\.example and on PyPI,/,
    },
    // In a Dockerfile an index counts for its own command.
    {
      code: 'FROM a:1\nRUN pip install --extra-index-url «https://packages.acme.example/simple» torch\nRUN pip install acme-retrieval',
      file: 'Dockerfile',
      says: 'both',
    },
    {
      code: '--extra-index-url «https://test.pypi.org/simple»\ntorch',
      says: 'anyone',
      message: /^Anyone can publish under any free name on test\.pypi\.org, and .* so torch may come from a stranger\./,
    },
    {
      code: `[tool.poetry.dependencies]
acme-retrieval = "^1"  # ours
acme-ui = { version = '2', extras = ["x"] }
torch = { version = "2", source = "own" }
[tool.poetry.dependencies.acme-core]
version = "3"
[[tool.poetry.source]]
name = "own"
url = "«https://packages.acme.example/simple»"
priority = "supplemental"
`,
      file: 'pyproject.toml',
      says: 'either',
      message: /^acme-retrieval, acme-ui and acme-core may come from .* Bind packages to their index\.$/,
      suggested: `[tool.poetry.dependencies]
acme-retrieval = { version = "^1", source = "own" }  # ours
acme-ui = { version = '2', extras = ["x"], source = "own" }
torch = { version = "2", source = "own" }
[tool.poetry.dependencies.acme-core]
version = "3"
source = "own"
[[tool.poetry.source]]
name = "own"
url = "https://packages.acme.example/simple"
priority = "explicit"
`,
    },
    {
      code: `[project]
dependencies = ["acme-retrieval>=1", "numpy"]
[tool.uv]
index-strategy = "unsafe-best-match"
[[tool.uv.index]]
name = "own"
url = "«https://packages.acme.example/simple»"
`,
      file: 'pyproject.toml',
      says: 'either',
      suggested: `[project]
dependencies = ["acme-retrieval>=1", "numpy"]
[tool.uv]
index-strategy = "unsafe-best-match"
[[tool.uv.index]]
name = "own"
url = "https://packages.acme.example/simple"
explicit = true

[tool.uv.sources]
acme-retrieval = { index = "own" }
`,
    },
    {
      code: '[project]\ndependencies = ["acme-a"]\n[tool.uv]\nindex-strategy = "unsafe-first-match"\n[tool.uv.sources] # known\n[[tool.uv.index]]\nname = "own"\nurl = "«https://x.example/simple»"\nexplicit = false',
      file: 'pyproject.toml',
      says: 'either',
      suggested:
        '[project]\ndependencies = ["acme-a"]\n[tool.uv]\nindex-strategy = "unsafe-first-match"\n[tool.uv.sources] # known\nacme-a = { index = "own" }\n[[tool.uv.index]]\nname = "own"\nurl = "https://x.example/simple"\nexplicit = true',
    },
    {
      code: '[project]\ndependencies = ["acme-a"]\n[tool.uv]\nindex-strategy = "unsafe-first-match"\nextra-index-url = ["«https://x.example/simple»"]\n',
      file: 'pyproject.toml',
      says: 'either',
    },
    {
      code: 'FROM a:1\nRUN pip install torch && pip install \\\n  --extra-index-url «https://packages.acme.example/simple» \\\n  acme-retrieval',
      file: 'Dockerfile',
      says: 'either',
    },
  ],
});
