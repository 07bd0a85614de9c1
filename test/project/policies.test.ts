import assert from 'node:assert/strict';
import type { Finding } from '../../src/domain/finding';
import { Policies } from '../../src/project/policies';
import { topOfFile } from '../../src/text/place';

const ruleIds = new Set(['dependency/unpinned', 'license/missing']);

function policies(files: Readonly<Record<string, string>>): Policies {
  const made = new Policies(ruleIds);
  for (const [path, text] of Object.entries(files)) made.put(path, text);
  return made;
}

function finding(rule: string, subject?: string): Finding {
  const common = {
    severity: 'error',
    path: '/p/a.txt',
    range: topOfFile,
    message: '',
    data: {},
    related: [],
    fixes: [],
  } as const;
  return { rule, ...common, ...(subject !== undefined && { subject }) };
}

describe('Policies', () => {
  it('lets the nearest policy count alone', () => {
    const made = policies({
      '/p/weighbridge.yaml': 'use: commercial\nrules: { license/missing: error }\n',
      '/p/lab/weighbridge.yml': 'use: research\n',
    });
    assert.equal(made.policyFor('/p/a.txt').use, 'commercial');
    assert.equal(made.policyFor('/p/lab/deep/a.txt').use, 'research');
    assert.equal(made.policyFor('/p/lab/deep/a.txt').rules.size, 0);
    assert.equal(made.policyFor('/p/laboratory/a.txt').use, 'commercial');
    assert.equal(made.policyFor('/q/a.txt').use, undefined);
    assert.equal(made.fileFor('/p/lab/a.txt'), '/p/lab/weighbridge.yml');
    assert.equal(made.fileFor('/q/a.txt'), undefined);
  });

  it('prefers weighbridge.yaml where both names stand in one folder, in whatever order they come', () => {
    for (const names of [
      ['weighbridge.yaml', 'weighbridge.yml'],
      ['weighbridge.yml', 'weighbridge.yaml'],
    ]) {
      const made = policies({});
      for (const name of names) made.put(`/p/${name}`, name.endsWith('yaml') ? 'use: research' : 'use: personal');
      assert.equal(made.policyFor('/p/a.txt').use, 'research');
    }
  });

  it('excludes by globs relative to its own folder', () => {
    const made = policies({ '/p/sub/weighbridge.yaml': 'exclude: [vendor/**, "*.TXT", "**/old"]\n' });
    assert.equal(made.isExcluded('/p/sub/vendor/x/y.py'), true);
    assert.equal(made.isExcluded('/p/sub/a.txt'), true);
    assert.equal(made.isExcluded('/p/sub/deep/a.txt'), false);
    assert.equal(made.isExcluded('/p/sub/deep/old'), true);
    assert.equal(made.isExcluded('/p/vendor/x/y.py'), false);
  });

  it('ignores by rule, path and subject; a subject without version stands for all versions', () => {
    const applies = (entry: string, path: string, found: Finding): boolean =>
      policies({ '/p/weighbridge.yaml': `ignore: [{ ${entry}, reason: x }]` })
        .ignoresFor(path)
        .some((ignore) => ignore.applies(found));
    const unpinned = 'rule: dependency/unpinned';

    assert.ok(applies(unpinned, '/p/a.txt', finding('dependency/unpinned')));
    assert.ok(!applies(unpinned, '/p/a.txt', finding('license/missing')));
    assert.ok(applies(`${unpinned}, path: "docs/**"`, '/p/docs/a.txt', finding('dependency/unpinned')));
    assert.ok(!applies(`${unpinned}, path: "docs/**"`, '/p/src/docs/a.txt', finding('dependency/unpinned')));

    const torch = `${unpinned}, subject: "pkg:pypi/torch"`;
    assert.ok(applies(torch, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torch@2.6.0')));
    assert.ok(applies(torch, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torch')));
    assert.ok(!applies(torch, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torchvision')));
    assert.ok(!applies(torch, '/p/a.txt', finding('dependency/unpinned')));
    const exact = `${unpinned}, subject: "pkg:pypi/torch@2.6.0"`;
    assert.ok(applies(exact, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torch@2.6.0')));
    assert.ok(!applies(exact, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torch@2.6.1')));
    assert.ok(!applies(exact, '/p/a.txt', finding('dependency/unpinned', 'pkg:pypi/torch@2.6.0.1')));
  });

  it('says where entries are expired or without effect', () => {
    const made = policies({
      '/p/weighbridge.yaml': `ignore:
  - { rule: license/missing, reason: used }
  - { rule: license/missing, reason: unused }
  - { rule: license/missing, reason: past, until: 2026-07-22 }
  - { rule: license/missing, reason: last day, until: 2026-07-23 }
`,
    });
    const [used, , past, lastDay] = made.policyFor('/p/x').ignore;
    const stale = made.staleEntries(new Set([used!, past!, lastDay!]), '2026-07-23');
    assert.deepEqual(
      stale.map(({ path, code, range }) => [path, code, range.start.line]),
      [
        ['/p/weighbridge.yaml', 'ignore-unused', 2],
        ['/p/weighbridge.yaml', 'ignore-expired', 3],
      ],
    );
  });

  it('takes a policy out again, and keeps the other of the folder', () => {
    const made = policies({ '/p/weighbridge.yaml': 'use: nonsense', '/q/weighbridge.yml': 'use: research' });
    assert.deepEqual(
      made.problemsOf('/p/weighbridge.yaml').map(({ code, range }) => [code, range.start]),
      [['policy-value', { line: 0, character: 5 }]],
    );
    made.remove('/p/weighbridge.yaml');
    made.remove('/q/weighbridge.yaml');
    assert.deepEqual(made.paths, ['/q/weighbridge.yml']);
    assert.deepEqual(made.problemsOf('/p/weighbridge.yaml'), []);
  });

  it('counts for a root that is the root of the disk', () => {
    const made = policies({ '/weighbridge.yaml': 'use: research\nexclude: [tmp/**]\n' });
    assert.equal(made.policyFor('/a.txt').use, 'research');
    assert.equal(made.isExcluded('/tmp/a.txt'), true);
  });
});
