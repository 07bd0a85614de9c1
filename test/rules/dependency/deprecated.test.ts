import assert from 'node:assert/strict';
import type { Knowledge, PackageFacts } from '../../../src/domain/knowledge';
import { deprecated } from '../../../src/rules/dependency/deprecated';
import { findingsIn, ruleTest } from '../rule-test';

const answer = { asOf: '2026-07-23T08:00:00Z', source: 'PyPI' };
const state = (status: PackageFacts['status'], reason?: string): Partial<Knowledge> => ({
  packageFacts: () => ({ ...answer, status, versions: [], ...(reason !== undefined && { reason }) }),
});
const oldRelease: Partial<Knowledge> = {
  release: (_, __, version) =>
    version === '3.0.0' ? { ...answer, source: 'npm', hashes: [], deprecated: 'Use fetch' } : undefined,
};

ruleTest(deprecated, {
  silent: [
    'nose',
    { code: 'nose', knowing: state('active') },
    { code: 'nose', knowing: state('quarantined') },
    { code: 'nose==1.0', file: 'constraints.txt', knowing: state('archived') },
    { code: 'nose @ git+https://example.org/nose', knowing: state('archived') },
    // What nobody asks for is for others to replace.
    { code: '[[package]]\nname = "nose"\nversion = "1.0"\n', file: 'uv.lock', knowing: state('deprecated') },
    { code: '{"dependencies": {"request": "4.0.0"}}', file: 'package.json', knowing: oldRelease },
  ],
  speaks: [
    {
      code: '«nose>=1» # why',
      says: 'deprecated',
      knowing: state('deprecated', 'Use pytest.'),
      message:
        'The makers of nose advise against it: "Use pytest" (according to PyPI, as of 2026-07-23). Look for a package that takes its place.',
      subject: 'pkg:pypi/nose',
    },
    {
      code: '[project]\ndependencies = ["«nose»"]',
      file: 'pyproject.toml',
      says: 'archived',
      knowing: state('archived'),
      message: /^nose is archived, so no more updates are to be expected/,
    },
    {
      code: '{"dependencies": {"«request": "3.0.0»"}}',
      file: 'package.json',
      says: 'release',
      knowing: oldRelease,
      message: /^The makers of request advise against version 3\.0\.0: "Use fetch" \(according to npm,/,
      subject: 'pkg:npm/request@3.0.0',
    },
  ],
});

describe('what has been given up', () => {
  it('is marked so that editors can strike it through', () => {
    const [finding] = findingsIn(deprecated, { code: 'nose', knowing: state('deprecated') });
    assert.equal(finding?.tag, 'deprecated');
  });
});
