import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { card } from '../../src/readers/card/card';

const corpus = '../shared/corpus/cards/dataset-cards';

describe('the prose of a card', () => {
  it('shows what nobody has filled in', () => {
    const text = `---
license: mit
---
# Model Card for Model ID

<!-- Provide a quick summary of what the model is/does. -->

- **Developed by:** [More Information Needed]
- **Funded by [optional]:** {{ funded_by }}
- A [link](https://example.com) and <!-- a note of our own -->

\`\`\`markdown
# Model Card for Model ID
[More Information Needed]
\`\`\`
Write \`[More Information Needed]\` where nothing is known.
`;
    assert.deepEqual(body(text).placeholders, [
      'Model Card for Model ID',
      '<!-- Provide a quick summary of what the model is/does. -->',
      '[More Information Needed]',
      '[optional]',
      '{{ funded_by }}',
    ]);
  });

  it('has sections about licenses, people and sources, each up to the next that is not below it', () => {
    const text = `---
license: mit
---
# Faq
## Source Data
From a forum.
### Collection
By hand.
## Personal and Sensitive Information ##
None.
~~~
## Licensing Information
~~~
Licensing
`;
    assert.deepEqual(body(text).sections, [
      ['source', 'Source Data', '\nFrom a forum.\n### Collection\nBy hand.\n'],
      [
        'personal-data',
        'Personal and Sensitive Information',
        '\nNone.\n~~~\n## Licensing Information\n~~~\nLicensing\n',
      ],
    ]);
    assert.equal(body(text.replaceAll('\n', '\r\n')).sections.length, 2);
  });

  it('is read in no more time than its length asks for', () => {
    for (const part of ['# License\n', '```\n', '<!-- provide ', '[', '{{', '`', '~', '~~~\n# a\n'])
      assert.ok(card.read(`---\nlicense: mit\n---\n${part.repeat(50_000)}`, 'README.md'));
  });

  it('has a section about its license and its sources in nearly each old dataset card', function () {
    if (!existsSync(corpus)) {
      console.warn(`!! ${corpus} is absent: sections of real cards were NOT read`);
      this.skip();
    }
    const old = `${corpus}/hf-datasets-2.5.0`;
    const cards = readdirSync(old, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    const bodies = cards.flatMap((file) => card.read(readFileSync(`${old}/${file}`, 'utf8'), file)?.body ?? []);
    const having = (about: string): number =>
      bodies.filter(({ sections }) => sections.some((section) => section.about === about)).length;
    assert.ok(having('license') > 450 && having('source') > 450 && having('personal-data') > 450);
    assert.ok(bodies.reduce((sum, { placeholders }) => sum + placeholders.length, 0) > 4500);
  });
});

function body(text: string) {
  const { placeholders, sections } = card.read(text, 'README.md')!.body!;
  for (const one of [...placeholders, ...sections.map(({ heading }) => heading)])
    assert.equal(text.slice(one.start, one.end), one.text);
  return {
    placeholders: placeholders.map((one) => one.text),
    sections: sections.map(({ about, heading, content }) => [
      about,
      heading.text,
      text.slice(content.start, content.end),
    ]),
  };
}
