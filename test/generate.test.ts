import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { filePage, filesIndex, foundTable, type FileKind } from '../scripts/generate/file-pages';
import { pageHead, rulesIndex } from '../scripts/generate/pages';
import { outputs } from '../scripts/generate/outputs';
import { policySchema } from '../scripts/generate/schema';
import { generated, table, withGenerated } from '../scripts/generate/text';
import { rules } from '../src/rules';
import type { Rule } from '../src/rules/rule';

const sampleRule: Rule = {
  id: 'model/sample',
  title: 'A model is a sample',
  severity: 'warning',
  fix: 'safe',
  reads: ['python'],
  messages: { plain: '{model} is a|b.', mild: { text: '{model} may be.', severity: 'info' } },
  check: () => undefined,
};

describe('generated files', () => {
  it('are what "npm run generate" makes of the rules now', () => {
    const current = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    const stale = [...outputs(current)].filter(([file, text]) => current(file) !== text).map(([file]) => file);
    assert.deepEqual(stale, []);
  });

  it('have a page for each rule, and begin one where there is none', () => {
    const made = outputs(() => undefined);
    for (const { id, title } of rules) assert.match(made.get(`docs/rules/${id}.md`)!, new RegExp(`^# ${title}$`, 'm'));
  });

  it('are not written over a page that has lost its markers', () => {
    assert.throws(() => outputs(() => 'written by hand'), /README\.md has no markers for the generated part "rules"/);
  });
});

describe('a generated part', () => {
  it('takes the place of what stood between its markers, and of nothing else', () => {
    const before = `top\n${generated('rules', 'old')}\nbottom\n`;
    assert.equal(withGenerated(before, 'rules', 'new'), `top\n${generated('rules', 'new')}\nbottom\n`);
  });

  it('is not found under another name, or without an end', () => {
    assert.equal(withGenerated(generated('head', ''), 'rules', 'new'), undefined);
    assert.equal(withGenerated(generated('rules', '').split('\n')[0]!, 'rules', 'new'), undefined);
  });
});

describe('the pages of rules', () => {
  it('begin with what the metadata says, a message a row', () => {
    const head = pageHead(sampleRule, new Map([['python', 'Python code (`**/*.py`)']]));
    assert.match(head, /^# A model is a sample\n\n`model\/sample`\n/);
    assert.match(head, /^- \*\*Reads:\*\* Python code \(`\*\*\/\*\.py`\)$/m);
    assert.match(head, /^\| warning \| \{model\} is a\\\|b\. \|\n\| info \| \{model\} may be\. \|$/m);
  });

  it('are listed with links', () => {
    assert.match(
      rulesIndex([sampleRule]),
      /^\| \[model\/sample\]\(model\/sample\.md\) \| A model is a sample \| warning \| safe \|$/m,
    );
  });

  it('have tables of which no cell can break the row', () => {
    assert.equal(table(['a'], [['x|y']]), '| a |\n| --- |\n| x\\|y |');
  });
});

describe('the pages of files', () => {
  const code: FileKind = {
    kind: 'python',
    title: 'Code.',
    files: ['**/*.py'],
    gives: ['model', 'weights'],
    byContent: 'It loads something.',
    comments: '#',
  };

  it('say where a kind is found, how it is told apart, what is in it, and which rules look at it', () => {
    const page = filePage(code, [sampleRule]);
    assert.match(page, /^# Code\n\n`python`\n\n- \*\*Files:\*\* `\*\*\/\*\.py`\n/);
    assert.match(page, /by their names, and by content: it loads something\.$/m);
    assert.match(page, /the comment `# weighbridge: ignore RULE -- reason`, or an entry/);
    assert.match(page, /^- \*\*Models:\*\* .*\n- \*\*Weight files:\*\* /m);
    assert.match(page, /^\| \[model\/sample\]\(\.\.\/rules\/model\/sample\.md\) \| A model is a sample \|$/m);
  });

  it('say so where no rule looks, and where there are no comments', () => {
    const page = filePage({ kind: 'card', title: 'Cards', files: ['a.md'], gives: ['license'] }, [sampleRule]);
    assert.match(page, /^No rule looks at these files yet/m);
    assert.match(page, /finding:\*\* an entry under `ignore`/);
    assert.match(page, /by their names\.$/m);
  });

  it('are listed by kind, and by what is found', () => {
    assert.match(filesIndex([code]), /^\| \[python\]\(python\.md\) \| Code \| models, weight files \|$/m);
    assert.match(foundTable([code]), /^\| Models \| python \|$/m);
  });
});

describe('the schema of weighbridge.yaml', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(policySchema(rules)) as object);
  const verdict = (yaml: string): string[] =>
    validate(parse(yaml))
      ? []
      : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);

  it('takes the policy of the sample project', () => {
    assert.deepEqual(verdict(readFileSync('test/corpus/support-assistant/weighbridge.yaml', 'utf8')), []);
  });

  it('refuses settings, rules and levels that do not exist', () => {
    assert.deepEqual(verdict('colour: red'), [' additionalProperties']);
    assert.deepEqual(verdict('rules: { no/such: off }'), ['/rules additionalProperties']);
    assert.deepEqual(verdict('rules: { license/missing: fatal }'), ['/rules/license~1missing enum']);
    assert.deepEqual(verdict('network: sometimes'), ['/network enum']);
  });

  it('refuses an ignore without a reason, or until something that is not a day', () => {
    assert.deepEqual(verdict('ignore: [{ rule: license/missing }]'), ['/ignore/0 required']);
    assert.deepEqual(verdict('ignore: [{ rule: license/missing, reason: " " }]'), ['/ignore/0/reason pattern']);
    assert.deepEqual(verdict('ignore: [{ rule: license/missing, reason: ours, until: soon }]'), [
      '/ignore/0/until pattern',
    ]);
  });
});
