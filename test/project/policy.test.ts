import assert from 'node:assert/strict';
import { readPolicy } from '../../src/project/policy';
import type { Policy } from '../../src/project/policy';

const ruleIds = new Set(['dependency/unpinned', 'license/missing']);

function policy(text: string): Policy {
  const read = readPolicy(text, ruleIds);
  assert.deepEqual(read.problems, []);
  return read.policy;
}

describe('readPolicy', () => {
  it('reads all settings', () => {
    const read = policy(`# our policy
rules:
  dependency/unpinned: error
  license/missing: off
exclude: [vendor/**, "*.bak/**"]
use: commercial
network: on
hashes: required
ignore:
  - rule: dependency/unpinned
    path: docs/**
    subject: pkg:pypi/torch
    reason: only builds the docs
    until: 2027-01-31
  - { rule: license/missing, reason: 'ours: see #12' }
`);
    assert.deepEqual(
      [...read.rules],
      [
        ['dependency/unpinned', 'error'],
        ['license/missing', 'off'],
      ],
    );
    assert.deepEqual(read.exclude, ['vendor/**', '*.bak/**']);
    assert.equal(read.use, 'commercial');
    assert.equal(read.network, 'on');
    assert.equal(read.hashes, 'required');
    const [first, second] = read.ignore;
    assert.deepEqual(
      { ...first, span: 0 },
      {
        rule: 'dependency/unpinned',
        path: 'docs/**',
        subject: 'pkg:pypi/torch',
        reason: 'only builds the docs',
        until: '2027-01-31',
        span: 0,
      },
    );
    assert.deepEqual({ ...second, span: 0 }, { rule: 'license/missing', reason: 'ours: see #12', span: 0 });
  });

  it('takes an empty file, or a comment alone, for no policy', () => {
    for (const text of ['', '\n', '# nothing yet\n', '---\n', '\uFEFF']) assert.equal(policy(text).network, 'off');
    assert.equal(policy('').hashes, 'optional');
  });

  it('understands the Booleans of YAML 1.1', () => {
    for (const word of ['on', 'true', 'True', '"on"']) assert.equal(policy(`network: ${word}`).network, 'on', word);
    for (const word of ['off', 'false', 'FALSE', "'off'"]) {
      assert.equal(policy(`rules: { license/missing: ${word} }`).rules.get('license/missing'), 'off', word);
    }
  });

  it('reads CRLF and quoted keys, with a span for each entry', () => {
    const text = '"ignore":\r\n  - "rule": license/missing\r\n    reason: ours\r\nuse: research\r\n';
    const { ignore, use } = policy(text);
    assert.equal(
      text.slice(ignore[0]!.span.start, ignore[0]!.span.end).trimEnd(),
      '"rule": license/missing\r\n    reason: ours',
    );
    assert.equal(use, 'research');
  });
});
