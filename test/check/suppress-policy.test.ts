import assert from 'node:assert/strict';
import { suppress } from '../../src/check/suppress';
import type { Suppressed } from '../../src/check/suppress';
import { Document } from '../../src/domain/document';
import type { Finding } from '../../src/domain/finding';
import { Policies } from '../../src/project/policies';
import { topOfFile } from '../../src/text/place';

const ruleIds = new Set(['dependency/unpinned']);

/** One finding in /p/a.txt, and what the policy says of it on 2026-07-23. */
function suppressed(entries: string, text = 'torch\n'): Suppressed {
  const policies = new Policies(ruleIds);
  policies.put('/p/weighbridge.yaml', `ignore:\n${entries}`);
  const document = new Document('/p/a.txt', 'requirements', text, { mentions: [], problems: [], comments: '#' });
  const finding: Finding = {
    rule: 'dependency/unpinned',
    severity: 'warning',
    path: '/p/a.txt',
    range: topOfFile,
    message: '',
    subject: 'pkg:pypi/torch',
    data: {},
    related: [],
    fixes: [],
  };
  return suppress(document, [finding], policies.ignoresFor('/p/a.txt'), ruleIds, '2026-07-23');
}

describe('the ignore list of a policy', () => {
  it('silences what fits, and the entry counts as used', () => {
    const { kept, suppressed: silenced, used } = suppressed('- { rule: dependency/unpinned, reason: ours }\n');
    assert.deepEqual([kept.length, silenced.length, used.size], [0, 1, 1]);
  });

  it('silences nothing after its day, but is not unused', () => {
    const { kept, used } = suppressed('- { rule: dependency/unpinned, reason: ours, until: 2026-07-22 }\n');
    assert.deepEqual([kept.length, used.size], [1, 1]);
  });

  it('lets any entry that still counts silence', () => {
    const { kept, used } = suppressed(
      '- { rule: dependency/unpinned, reason: old, until: 2026-07-22 }\n- { rule: dependency/unpinned, reason: new }\n',
    );
    assert.deepEqual([kept.length, used.size], [0, 2]);
  });

  it('does not need a comment beside it, which then is used all the same', () => {
    const { kept, used, problems } = suppressed(
      '- { rule: dependency/unpinned, reason: ours }\n',
      'torch # weighbridge: ignore dependency/unpinned -- ours\n',
    );
    assert.deepEqual([kept.length, used.size, problems], [0, 1, []]);
  });

  it('is about other paths and subjects where it says so', () => {
    for (const other of ['path: b.txt', 'subject: pkg:pypi/numpy']) {
      const { kept, used } = suppressed(`- { rule: dependency/unpinned, reason: ours, ${other} }\n`);
      assert.deepEqual([kept.length, used.size], [1, 0]);
    }
  });
});
