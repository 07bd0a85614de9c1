import assert from 'node:assert/strict';
import { checkDocument } from '../../src/check/check';
import { Document } from '../../src/domain/document';
import type { Finding, Severity } from '../../src/domain/finding';
import type { Knowledge } from '../../src/domain/knowledge';
import { rule } from '../../src/rules/rule';
import type { Rule } from '../../src/rules/rule';

/** Says its id at each of these places. */
function sayer(id: string, places: readonly number[], parts: Partial<Rule> = {}): Rule {
  return rule({
    id,
    title: id,
    severity: 'warning',
    fix: 'none',
    reads: ['requirements'],
    messages: { plain: 'Here is {what}.', loud: { text: 'Here is {what}!', severity: 'error' } },
    check(_, { report }) {
      for (const at of places) report({ start: at, end: at + 1 }, 'plain', { what: `place ${at}` });
    },
    ...parts,
  });
}

function check(rules: readonly Rule[], level?: Severity | 'off'): readonly Finding[] {
  const document = new Document('/p/requirements.txt', 'requirements', 'ab\ncd\n', { mentions: [], problems: [] });
  return checkDocument(document, rules, {} as Knowledge, () => level);
}

describe('checkDocument', () => {
  it('sorts by place, then by rule', () => {
    const found = check([sayer('b/b', [4, 0]), sayer('a/a', [4, 1])]);
    assert.deepEqual(
      found.map(({ rule: id, message }) => [id, message]),
      [
        ['b/b', 'Here is place 0.'],
        ['a/a', 'Here is place 1.'],
        ['a/a', 'Here is place 4.'],
        ['b/b', 'Here is place 4.'],
      ],
    );
  });

  it('asks only rules that read this kind, and none that are off', () => {
    assert.deepEqual(check([sayer('a/a', [0], { reads: ['python'] })]), []);
    assert.deepEqual(check([sayer('a/a', [0])], 'off'), []);
  });

  it('takes the severity from the policy, the message, the rule, in this order', () => {
    const loud = sayer('a/a', [], { check: (_, { report }) => report({ start: 0, end: 0 }, 'loud', { what: 'x' }) });
    assert.equal(check([loud])[0]?.severity, 'error');
    assert.equal(check([loud], 'info')[0]?.severity, 'info');
    assert.equal(check([sayer('a/a', [0])])[0]?.severity, 'warning');
  });

  it('says the same at the same place once', () => {
    assert.equal(check([sayer('a/a', [0, 0])]).length, 1);
  });

  it('keeps what files say from steering terminals and readers, and from being endless', () => {
    const says = (what: unknown): string | undefined =>
      check([sayer('a/a', [], { check: (_, { report }) => report({ start: 0, end: 0 }, 'plain', { what }) })])[0]
        ?.message;
    assert.equal(says('\u001b[31m\u202Etxt.\u2028\0'), 'Here is \\u{1b}[31m\\u{202e}txt.\\u{2028}\\u{0}.');
    assert.equal(says('x'.repeat(1000)), `Here is ${'x'.repeat(240)}….`);
    assert.equal(says('{what} $& $1'), 'Here is {what} $& $1.');
    assert.equal(says(undefined), 'Here is .');
    assert.equal(says(`${'x'.repeat(239)}🤗`), `Here is ${'x'.repeat(239)}….`);
  });
});
