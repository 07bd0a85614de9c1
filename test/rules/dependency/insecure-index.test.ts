import assert from 'node:assert/strict';
import { insecureIndex } from '../../../src/rules/dependency/insecure-index';
import { findingsIn, ruleTest } from '../rule-test';

const token = 'ghp_0123456789abcdefABCDEF';

ruleTest(insecureIndex, {
  silent: [
    '--index-url https://packages.example.org/simple',
    '-i http://localhost:8080/simple\n--trusted-host localhost',
    '-f http://127.0.0.1/wheels',
    '-f ./wheels',
    '--trusted-host ${HOST}',
    '--extra-index-url https://${USER}:${PASSWORD}@packages.example.org/simple',
    '--extra-index-url https://__token__:$TOKEN@packages.example.org/simple',
    '--extra-index-url https://user:password@packages.example.org/simple',
    '--extra-index-url https://me:****@packages.example.org/simple',
    '--extra-index-url https://me:<token>@packages.example.org/simple',
    '--extra-index-url https://me@packages.example.org/simple',
    '--extra-index-url https://me:@packages.example.org/simple',
    'git+ssh://git@example.org/a/tools',
    'git+http://example.org/a/tools@5b7d2108f3a94c2a1d0e6b3f9c8a7e6d5c4b3a29',
    `http://example.org/tools-1.0.tar.gz#sha256=${'0'.repeat(64)}`,
    `tools @ http://example.org/tools-1.0.tar.gz --hash=sha256:${'0'.repeat(64)}`,
    '-i http://',
    '-i http:///simple',
  ],
  speaks: [
    {
      code: '--index-url «http://packages.example.org/simple»',
      says: 'plain',
      message:
        'packages.example.org is reached without encryption, so anyone on the way can put in other packages. Use https.',
      suggested: '--index-url https://packages.example.org/simple',
    },
    { code: '-i «HTTP://pypi.org/simple»', says: 'plain', fixed: '-i HTTPs://pypi.org/simple' },
    { code: '-f «http://10.0.0.5:8080/wheels»', says: 'plain' },
    {
      code: 'tools @ «git+http://github.com/a/tools@main»',
      says: 'plain',
      fixed: 'tools @ git+https://github.com/a/tools@main',
    },
    { code: '«git://example.org/a/tools»', says: 'plain' },
    {
      code: 'torch\n«--trusted-host packages.example.org:8443»  # own certificate\nnumpy\n',
      says: 'trusted',
      message: /^The certificate of packages\.example\.org is not checked,/,
      suggested: 'torch\nnumpy\n',
    },
    {
      code: '--extra-index-url https://me:«Tr0ub4dor»@packages.example.org/simple',
      says: 'secret',
      severity: 'error',
      message:
        'A password or token for packages.example.org stands in this file, so everyone who can read the file can use it. Revoke it, and give the new one by a variable of the environment.',
      suggested: '--extra-index-url https://me:${INDEX_PASSWORD}@packages.example.org/simple',
    },
    {
      code: '-i https://me:«a@b»@packages.example.org',
      says: 'secret',
      suggested: '-i https://me:${INDEX_PASSWORD}@packages.example.org',
    },
    {
      code: `git+https://«${token}»@github.com/a/b@${'0'.repeat(40)}`,
      says: 'secret',
      suggested: `git+https://\${INDEX_PASSWORD}@github.com/a/b@${'0'.repeat(40)}`,
    },
    {
      code: `tools @ https://«${token}»:x-oauth-basic@example.org/tools.zip`,
      says: 'secret',
      suggested: 'tools @ https://${INDEX_PASSWORD}:x-oauth-basic@example.org/tools.zip',
    },
    {
      code: '[[tool.uv.index]]\nname = "own"\nurl = "https://me:«Tr0ub4dor»@packages.example.org/simple"',
      file: 'pyproject.toml',
      says: 'secret',
    },
    { code: 'FROM a:1\nRUN pip install --trusted-host «packages.example.org» x', file: 'Dockerfile', says: 'trusted' },
  ],
});

describe('a password in a URL', () => {
  it('is repeated nowhere in a finding', () => {
    for (const secret of ['Tr0ub4dor', token]) {
      const code = `--extra-index-url http://me:${secret}@packages.example.org/simple\ngit+http://${secret}@example.org/a/b\n`;
      const findings = findingsIn(insecureIndex, { code });
      assert.ok(findings.some(({ rule, severity }) => rule === insecureIndex.id && severity === 'error'));
      assert.ok(!JSON.stringify(findings).includes(secret));
    }
  });
});

describe('a trusted host without encryption', () => {
  it('stays trusted until the index speaks https, as pip would take nothing from it otherwise', () => {
    const code = '-i http://packages.example.org/\n--trusted-host packages.example.org';
    const titles = findingsIn(insecureIndex, { code }).map(({ fixes }) => fixes.map(({ title }) => title));
    assert.deepEqual(titles, [['Use https for packages.example.org'], []]);
    const [trusted] = findingsIn(insecureIndex, { code: code.replace('http:', 'https:') });
    assert.equal(trusted?.fixes[0]?.title, 'Remove --trusted-host');
  });
});
