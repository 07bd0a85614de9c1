import assert from 'node:assert/strict';
import { readPolicy } from '../../src/project/policy';
import { marked } from '../rules/marked';

const ruleIds = new Set(['dependency/unpinned', 'license/missing']);

describe('what a policy says of its mistakes', () => {
  const cases: readonly (readonly [code: string, text: string, message: RegExp])[] = [
    [
      'policy-unknown-key',
      '«colour»: red\nuse: research',
      /^"colour" is not a setting\. Known here: rules, exclude, use/,
    ],
    ['policy-unknown-key', '«__proto__»: red', /^"__proto__" is not a setting/],
    ['policy-unknown-key', '«constructor»: red', /^"constructor" is not a setting/],
    ['policy-unknown-key', '? «[a]»\n: red', /^"" is not a setting/],
    [
      'policy-unknown-key',
      'ignore:\n- { rule: license/missing, reason: x, «file»: a }',
      /Known here: rule, path, subject/,
    ],
    ['policy-unknown-rule', 'rules:\n  «license/mising»: error', /^There is no rule "license\/mising"\./],
    [
      'policy-unknown-rule',
      'ignore:\n  - «{ rule: license/mising, reason: x }»',
      /there is none named "license\/mising"/,
    ],
    ['policy-unknown-rule', 'ignore:\n  - «{ reason: x }»', /^An entry needs the id of a rule\.$/],
    ['policy-no-reason', 'ignore: [«{ rule: license/missing }»]', /^Say why license\/missing may be ignored/],
    ['policy-no-reason', 'ignore: [«{ rule: license/missing, reason: "  " }»]', /without a reason/],
    ['policy-value', 'ignore: [«{ rule: license/missing, reason: x, until: soon }»]', /such as 2027-01-31/],
    ['policy-value', 'ignore: [«{ rule: license/missing, reason: x, until: 2027-02-31 }»]', /such as 2027-01-31/],
    ['policy-value', 'rules:\n  license/missing: «fatal»', /^"fatal" is not one of: off, info, warning, error\./],
    ['policy-value', 'rules:\n  license/missing: «true»', /is not one of: off, info, warning, error\./],
    ['policy-value', 'rules: «error»', /^Expected a map from rule ids to severities\.$/],
    ['policy-value', 'rules:\n  license/missing: «[error]»', /^Expected a plain value\.$/],
    ['policy-value', 'exclude: «vendor/**»', /^Expected a list of globs\.$/],
    ['policy-value', 'exclude: [a, «{ b: c }»]', /^Expected a plain value\.$/],
    ['policy-value', 'use: «fun»', /^"fun" is not one of: commercial, internal, research, personal\./],
    ['policy-value', 'network: «maybe»', /is not one of: off, on/],
    ['policy-value', 'hashes: «yes»', /is not one of: optional, required/],
    ['policy-value', 'ignore: «{ rule: license/missing }»', /^Expected a list of findings to ignore\.$/],
    ['policy-value', 'ignore: [«license/missing»]', /^Expected a map with "rule" and "reason"\.$/],
    ['policy-value', 'use: &u research\nnetwork: «*u»', /aliases are not followed/],
    ['policy-value', '«- rules\n- exclude»', /^A policy is a map of settings/],
    ['policy-value', '«just text»', /^A policy is a map of settings/],
    ['yaml-duplicate-key', 'use: research\n«use»: personal', /a second time; only the first counts/],
    ['yaml-syntax', 'use: research\n«---\nuse: personal»', /not YAML that can be read/],
  ];
  for (const [code, given, message] of cases) {
    it(`${code}: ${given.replace(/\s+/g, ' ')}`, () => {
      const { text, span } = marked(given);
      const { problems } = readPolicy(text, ruleIds);
      assert.equal(problems.length, 1, problems.map((problem) => problem.message).join(' / '));
      const [problem] = problems;
      assert.equal(problem!.code, code);
      assert.equal(text.slice(problem!.start, problem!.end).trimEnd(), text.slice(span.start, span.end));
      assert.match(problem!.message, message);
    });
  }

  it('lets the rest count', () => {
    const { policy, problems } = readPolicy(
      'colour: red\nuse: research\nrules:\n  nothing/here: error\n  license/missing: error\nnetwork: on\n',
      ruleIds,
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['policy-unknown-key', 'policy-unknown-rule'],
    );
    assert.deepEqual([policy.use, policy.network, policy.rules.size], ['research', 'on', 1]);
  });

  it('says nothing of a value that is not typed yet', () => {
    for (const text of [
      'rules:\n',
      'ignore:\n',
      'exclude:\n',
      'use:\n',
      'ignore:\n  -\n',
      'rules:\n  license/missing:\n',
    ]) {
      const { problems } = readPolicy(text, ruleIds);
      assert.ok(problems.length <= 1, text);
      for (const { start, end } of problems) assert.ok(start >= 0 && start <= end && end <= text.length);
    }
  });
});
