import assert from 'node:assert/strict';
import { globs } from '../../src/project/glob';
import { readPolicy } from '../../src/project/policy';
import { withIgnore } from '../../src/project/policy-edit';

const entry = { rule: 'license/missing', path: 'models/README.md', reason: 'ours' };

describe('withIgnore', () => {
  it('begins a list, and keeps comments', () => {
    assert.equal(
      withIgnore('# our policy\nuse: research # for now\n', entry),
      '# our policy\nuse: research # for now\nignore:\n  - rule: license/missing\n    path: models/README.md\n    reason: ours\n',
    );
  });

  it('adds to a list, and to an empty file', () => {
    for (const text of ['', 'ignore:\n', 'ignore: []\n', 'ignore:\n  - { rule: license/missing, reason: old }\n']) {
      const after = readPolicy(withIgnore(text, entry)!, new Set(['license/missing']));
      assert.deepEqual(after.problems, []);
      assert.equal(after.policy.ignore.at(-1)?.path, 'models/README.md');
      assert.equal(after.policy.ignore.length, text.includes('old') ? 2 : 1);
    }
  });

  it('names a path with glob characters literally', () => {
    for (const path of ['app/[id]/README.md', 'a(1)/b{2}.md', 'what?*.md', '!x.md', 'a+b/@(c)|d.md']) {
      const { policy } = readPolicy(withIgnore('', { ...entry, path })!, new Set(['license/missing']));
      const fits = globs([policy.ignore[0]!.path!]);
      assert.ok(fits(path), path);
      assert.ok(!fits('app/i/README.md') && !fits('x.md') && !fits('whatever.md'), path);
    }
  });

  it('writes reasons that need quotes so that they are read again', () => {
    for (const reason of ['see #12: ok', '- dash', 'it\'s "so"', 'yes', '2027-01-31', 'two\nlines']) {
      const { policy } = readPolicy(withIgnore('', { ...entry, reason })!, new Set(['license/missing']));
      assert.equal(policy.ignore[0]?.reason, reason);
    }
  });

  it('leaves alone what is no policy', () => {
    for (const text of ['rules: [', 'ignore: all\n', '- a\n', 'just text', `ignore: ${'['.repeat(10_000)}`]) {
      assert.equal(withIgnore(text, entry), undefined, text.slice(0, 40));
    }
  });

  it('keeps the line ends of the file', () => {
    const after = withIgnore('use: research\r\nnetwork: off\r\n', entry)!;
    assert.ok(!/[^\r]\n/.test(after), JSON.stringify(after));
  });
});
