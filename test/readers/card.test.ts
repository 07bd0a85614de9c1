import assert from 'node:assert/strict';
import type { Mention } from '../../src/domain/mention';
import { card } from '../../src/readers/card/card';

describe('reader card', () => {
  it('reads what a model card builds on', () => {
    const text = `---
license: apache-2.0
base_model: "meta-llama/Llama-3.1-8B"
base_model_relation: adapter
datasets:
- acme/faq   # why
- 'squad'
tags: [lora, 'base_model:adapter:meta-llama/Llama-3.1-8B', 'base_model:merge:acme/other']
model-index:
- name: chat
  results:
  - dataset: { type: glue, name: GLUE, revision: c0ffee }
  - dataset: { type: glue, config: sst2 }
  - task: { type: text-generation }
---
# Chat
`;
    const reading = card.read(text, 'README.md')!;
    assert.deepEqual(reading.mentions.map(described), [
      'license apache-2.0 = Apache-2.0',
      'model derived-from meta-llama/Llama-3.1-8B by base_model (adapter)',
      'model derived-from acme/other by tags (merge)',
      'dataset trained-on acme/faq by datasets',
      'dataset trained-on squad by datasets',
      'dataset evaluated-on glue by model-index',
    ]);
    assert.deepEqual(reading.problems, []);
    assert.equal(reading.comments, undefined);
    const { kind, described: span } = reading.subject!;
    assert.equal(kind, 'model');
    assert.equal(text.slice(span.start, span.end), text.split('---\n')[1]);
  });

  it('gives the exact place of each name, without its quotes', () => {
    const text = '---\r\nlicense: "mit"\r\nbase_model:\r\n  - name: acme/one\r\n  - \'acme/two\' # two\r\n---\r\n';
    const places = mentions(text).map((mention) => {
      const { start, end } =
        mention.kind === 'license' ? mention.id : 'name' in mention ? mention.name : { start: 0, end: 0 };
      return text.slice(start - 1, end + 1);
    });
    assert.deepEqual(places, ['"mit"', ' acme/one\r', "'acme/two'"]);
  });

  it('reads dataset cards', () => {
    const text = `---
license: [cc-by-4.0, other]
license_name: my-terms
task_categories: [question-answering]
source_datasets: [original, extended|squad, extended|other-wiki, acme/base]
datasets: [acme/more]
---
`;
    assert.equal(card.read(text, 'README.md')!.subject!.kind, 'dataset');
    assert.deepEqual(mentions(text).map(described), [
      'license cc-by-4.0 = CC-BY-4.0',
      'license my-terms',
      'dataset uses acme/more by datasets',
      'dataset uses squad by source_datasets',
      'dataset uses acme/base by source_datasets',
    ]);
  });

  it('takes a Space for an application that uses models and datasets', () => {
    const text = '---\ntitle: Demo\nsdk: gradio\nlicense: mit\nmodels: [acme/chat]\ndatasets: [acme/faq]\n---\n';
    assert.equal(card.read(text, 'README.md')!.subject!.kind, 'application');
    assert.deepEqual(mentions(text).map(described), [
      'license mit = MIT',
      'model uses acme/chat by models',
      'dataset uses acme/faq by datasets',
    ]);
  });

  it('knows licenses by Hub id, SPDX expression and well-known name, and no others', () => {
    const license = (lines: string): readonly string[] =>
      mentions(`---\n${lines}\nlibrary_name: x\n---\n`).map(described);
    assert.deepEqual(license('license: MIT'), ['license MIT = MIT']);
    assert.deepEqual(license('license: MIT OR Apache-2.0'), ['license MIT OR Apache-2.0 = MIT OR Apache-2.0']);
    assert.deepEqual(license('license: other\nlicense_name: qwen'), ['license qwen = LicenseRef-scancode-qwen-2024']);
    assert.deepEqual(license('license: other'), ['license other']);
    assert.deepEqual(license('license: openrail'), ['license openrail']);
    assert.deepEqual(license('license: no'), ['license no']);
    assert.deepEqual(license('license:'), []);
    assert.deepEqual(license('license: >-\n  mit'), ['license mit = MIT']);
    assert.deepEqual(license('x: &l mit\nlicense: *l'), ['license mit = MIT']);
  });

  it('leaves READMEs of other kinds alone', () => {
    const others = [
      '# Title\n\n---\nlicense: mit\n---\n',
      '---\nlayout: default\ntitle: Home\nlicense: mit\n---\n',
      '---\nid: intro\nsidebar_label: Intro\ntags: [a]\n---\n',
      '---\ntitle: Post\ndate: 2024-01-01\ntags: [a, b]\n---\n',
      '---\npage_type: sample\nlanguages:\n- python\nproducts:\n- azure\n---\n',
      '---\nname: tool\nlanguage: python\n---\n',
      '---\ntags: [a]\n---\n',
      '---\n---\n',
      '---\n\nA line, then text: more\n\n---\n',
      '',
    ];
    for (const text of others) assert.equal(card.read(text, 'README.md'), undefined, text);
  });

  it('takes the shortest card for one', () => {
    for (const line of ['license: mit', 'license: other', 'language: en', 'language:\n- en', 'base_model: a/b']) {
      assert.equal(card.read(`---\n${line}\n---\n`, 'README.md')?.subject?.kind, 'model', line);
    }
  });

  it('says where half-typed YAML breaks, and reads the rest', () => {
    const broken: readonly (readonly [string, string, string])[] = [
      ['license: mit\nbase_model:\n\t- acme/x\n', 'yaml-syntax', '\t'],
      ['license: mit\nbase_model: @acme\n', 'yaml-syntax', '@'],
      ['license: mit\nlicense: apache-2.0\n', 'yaml-duplicate-key', 'license'],
      ['license: mit\ntags: a: b\n', 'yaml-syntax', 'a'],
      ['license: mit\ntags: "open\n', 'yaml-syntax', ''],
      ['license: mit\nlanguage: no\n', 'yaml-boolean', 'no'],
      ['license: mit\nlanguage: [en, No]\n', 'yaml-boolean', 'No'],
    ];
    for (const [content, code, at] of broken) {
      const text = `---\n${content}---\n`;
      const { problems, mentions } = card.read(text, 'README.md')!;
      const [problem] = problems;
      assert.deepEqual([problem!.code, text.slice(problem!.start, problem!.end)], [code, at], content);
      assert.ok(problem!.message.length > 20 && mentions.some(({ kind }) => kind === 'license'), content);
    }
  });

  it('reads a card whose front matter is not closed yet', () => {
    for (const end of ['\r\n', '\n']) {
      const text = ['---', 'license: mit', 'base_model: acme/chat', '', '# Title: x', 'text'].join(end);
      const { problems, mentions } = card.read(text, 'README.md')!;
      assert.deepEqual(
        problems.map(({ code, start, end }) => [code, start, end]),
        [['yaml-not-closed', 0, 3]],
      );
      assert.deepEqual(mentions.map(described), ['license mit = MIT', 'model derived-from acme/chat by base_model']);
    }
    assert.equal(card.read('---\nSome text\n\nmore\n', 'README.md'), undefined);
  });

  it('reads behind a byte order mark', () => {
    assert.deepEqual(mentions('\ufeff---\nlicense: mit\n---\n').map(described), ['license mit = MIT']);
  });

  it('leaves out names that cannot be on the Hub', () => {
    assert.deepEqual(mentions('---\nbase_model: ./local\ndatasets: [My own data, a--b, {}]\n---\n'), []);
  });

  it('bounds depth, aliases and size', () => {
    const deep = ['['.repeat(10_000), '{a: '.repeat(10_000), '- '.repeat(10_000), '? '.repeat(10_000)];
    for (const value of deep) {
      const { problems } = card.read(`---\nlicense: mit\nx: y\nbase_model:\n  ${value}\n---\n`, 'README.md')!;
      assert.equal(problems[0]!.code, 'too-deep');
    }
    const stairs = Array.from({ length: 1300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    assert.ok(card.read(`---\nlicense: mit\n${stairs}\n---\n`, 'README.md')!.problems.length > 0);
    const bomb = Array.from({ length: 1000 }, (_, n) => `k${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`).join('\n');
    const blown = `---\nlicense: *a5\nbase_model: [${'*a9, '.repeat(1000)}]\n${bomb}\n---\n`;
    assert.deepEqual(mentions(blown), []);
    const long = card.read(`---\nlicense: mit\n${'# x\n'.repeat(400_000)}---\n`, 'README.md')!;
    assert.deepEqual([long.problems[0]!.code, long.subject], ['too-large', undefined]);
  });
});

function mentions(text: string): readonly Mention[] {
  return card.read(text, 'README.md')!.mentions;
}

function described(mention: Mention): string {
  if (mention.kind === 'license') return `license ${mention.id.text}${mention.spdx ? ` = ${mention.spdx}` : ''}`;
  if (mention.kind !== 'model' && mention.kind !== 'dataset') return mention.kind;
  const derivation = 'derivation' in mention ? ` (${mention.derivation})` : '';
  return `${mention.kind} ${mention.relation} ${mention.name.text} by ${mention.by}${derivation}`;
}
