import type { Knowledge } from '../../../src/domain/knowledge';
import { unpinnedVcs } from '../../../src/rules/dependency/unpinned-vcs';
import { ruleTest } from '../rule-test';

const commit = '5b7d2108f3a94c2a1d0e6b3f9c8a7e6d5c4b3a29';

/** The lock has one commit of every repository. */
const knowing: Partial<Knowledge> = { lockedCommit: () => ({ commit, source: 'uv.lock' }) };

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
      says: 'branch',
      message: /^tools comes from the branch next,/,
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

    // The commit that the lock has, or the branch points to now, goes where the revision stands.
    ...[
      ['a @ «git+https://x.org/b/a.git»', 'default', `a @ git+https://x.org/b/a.git@${commit}`],
      ['«git+https://x.org/b/a.git@»', 'default', `git+https://x.org/b/a.git@${commit}`],
      ['-e «git+ssh://git@x.org/b/a#egg=a»', 'default', `-e git+ssh://git@x.org/b/a@${commit}#egg=a`],
      [
        'a @ git+https://x.org/b/a@«v1.2» ; os_name == "nt"',
        'tag',
        `a @ git+https://x.org/b/a@${commit} ; os_name == "nt"`,
      ],
      [
        'https://github.com/b/a/archive/refs/heads/«main».zip',
        'branch',
        `https://github.com/b/a/archive/${commit}.zip`,
      ],
    ].map(([code, says, suggested]) => ({ code: code!, says: says!, knowing, suggested: suggested! })),
    ...[
      ['{ git = "«https://x.org/b/a»" }', 'default', `{ git = "https://x.org/b/a", rev = "${commit}" }`],
      [
        '{ branch = "«main»", git = "https://x.org/b/a" }',
        'branch',
        `{ rev = "${commit}", git = "https://x.org/b/a" }`,
      ],
      ["{ git = 'https://x.org/b/a', tag='«v1»' }", 'tag', `{ git = 'https://x.org/b/a', rev='${commit}' }`],
    ].map(([table, says, suggested]) => ({
      code: `[tool.poetry.dependencies]\na = ${table}\n`,
      file: 'pyproject.toml',
      says: says!,
      knowing,
      suggested: `[tool.poetry.dependencies]\na = ${suggested}\n`,
    })),
    {
      code: '[tool.poetry.dependencies.a]\ngit = "«https://x.org/b/a»"\nextras = ["x"]\n',
      file: 'pyproject.toml',
      says: 'default',
      knowing,
      suggested: `[tool.poetry.dependencies.a]\ngit = "https://x.org/b/a"\nrev = "${commit}"\nextras = ["x"]\n`,
    },
    {
      code: '[packages]\na = { git = "https://x.org/b/a", ref = "«main»" }\n',
      file: 'Pipfile',
      says: 'branch',
      knowing,
      suggested: `[packages]\na = { git = "https://x.org/b/a", ref = "${commit}" }\n`,
    },
    {
      code: 'a @ git+https://me@x.org/b/a.git@«dev»',
      says: 'branch',
      knowing: {
        commitOfGit: (url, ref) =>
          `${url} ${ref}` === 'https://x.org/b/a dev' ? { commit, source: 'x.org' } : undefined,
      },
      suggested: `a @ git+https://me@x.org/b/a.git@${commit}`,
    },
    { code: 'FROM x:1\nRUN pip install git+https://example.org/a/tools@«dev»\n', file: 'Dockerfile', says: 'branch' },
  ],
});
