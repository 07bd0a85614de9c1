import { unpinnedVcs } from '../../../src/rules/dependency/unpinned-vcs';
import { ruleTest } from '../rule-test';

const commit = '5b7d2108f3a94c2a1d0e6b3f9c8a7e6d5c4b3a29';

ruleTest(unpinnedVcs, {
  silent: [
    'torch==2.6.0',
    `tools @ git+https://example.org/a/tools@${commit}`,
    `git+https://example.org/a/tools.git@${commit.toUpperCase()}#egg=tools&subdirectory=py`,
    `git+https://example.org/a/tools@${commit}${commit.slice(0, 24)}`,
    `git+ssh://git@example.org/a/tools.git@${commit}`,
    'git+https://example.org/a/tools@${REVISION}',
    'git+https://example.org/a/tools@{{ revision }}',
    'git+file:///home/me/tools',
    'hg+https://example.org/a/tools',
    `https://github.com/a/tools/archive/${commit}.zip`,
    `https://github.com/a/tools/archive/main.zip --hash=sha256:${'0'.repeat(64)}`,
    'https://example.org/tools-1.0.tar.gz',
    '-e .',
    'git+',
    { code: `[project]\ndependencies = ["tools @ git+https://example.org/a/tools@${commit}"]`, file: 'pyproject.toml' },
    {
      code: `[tool.poetry.dependencies]\ntools = { git = "https://example.org/a/tools", rev = "${commit}" }`,
      file: 'pyproject.toml',
    },
  ],
  speaks: [
    {
      code: 'tools @ «git+https://example.org/a/tools.git»',
      says: 'default',
      message:
        'tools comes from the default branch of its repository, so the next install may bring in something nobody has checked. Put @ and a full commit hash behind the URL.',
      subject: 'pkg:pypi/tools',
    },
    { code: '-e «git+ssh://git@example.org/a/tools.git#egg=tools»', says: 'default' },
    { code: '«git+https://me:secret@example.org/a/tools»', says: 'default', message: /^tools comes from the default/ },
    { code: '«git+https://example.org/a/tools@»', says: 'default' },
    {
      code: 'git+https://example.org/a/tools.git@«main»#egg=tools ; os_name == "nt"',
      says: 'branch',
      message: /^tools comes from the branch main, so/,
    },
    {
      code: 'https://github.com/a/tools/archive/refs/heads/«next».zip',
      says: 'either',
      message: /^tools comes from next,/,
    },
    { code: 'https://github.com/a/tools/archive/«main».tar.gz', says: 'branch' },
    {
      code: 'tools @ git+https://example.org/a/tools@«v1.2.0»',
      says: 'tag',
      message: /v1\.2\.0, which looks like a tag/,
    },
    { code: 'git+git://example.org/a/tools@«release-1.2rc1»', says: 'tag' },
    { code: 'tools @ git+https://example.org/a/tools@«fix/memory»', says: 'either' },
    { code: 'tools @ git+https://example.org/a/tools@«5b7d210»', says: 'short' },
    {
      code: '[project]\ndependencies = ["tools @ git+https://example.org/a/tools@«dev»"]',
      file: 'pyproject.toml',
      says: 'branch',
    },
    {
      code: '[project]\ndependencies = ["tools"]\n[tool.uv.sources]\ntools = { git = "«https://example.org/a/tools»" }',
      file: 'pyproject.toml',
      says: 'default',
      message: /^tools comes from the default branch .* Add rev with a full commit hash\.$/,
    },
    {
      code: '[tool.poetry.dependencies]\ntools = { git = "git@example.org:a/tools.git", tag = "«stable»" }',
      file: 'pyproject.toml',
      says: 'tag',
    },
    {
      code: '[packages]\ntools = { git = "https://example.org/a/tools", ref = "«1.2.0»" }',
      file: 'Pipfile',
      says: 'tag',
    },
    { code: 'FROM x:1\nRUN pip install git+https://example.org/a/tools@«dev»\n', file: 'Dockerfile', says: 'branch' },
  ],
});
