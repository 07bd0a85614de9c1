import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Slice } from '../../src/text/place';
import { card } from '../../src/readers/card/card';

const corpus = path.resolve('../shared/corpus/cards');

describe('reader card on the corpus', () => {
  before(function () {
    if (existsSync(corpus)) return;
    console.warn(`Skipped: ${corpus} is not there`);
    this.skip();
  });

  it('takes every README with front matter for a card, unless its keys say nothing', () => {
    const silent = cards().filter(({ text }) => {
      const hasFrontMatter = /^\s*---\r?\n[^]*?\r?\n---[ \t]*(?:\r?\n|$)/.test(text);
      const isCard = card.read(text, 'README.md') !== undefined;
      assert.ok(hasFrontMatter || !isCard);
      return hasFrontMatter && !isCard;
    });
    const keysOf = ({ text }: { text: string }): string =>
      text.split('---')[1]!.replace(/^#.*$/gm, '').replace(/\s+/g, '');
    const kinds = new Set(silent.map(keysOf));
    assert.deepEqual([...kinds].sort(), ['[]', 'tags:-mteb', '{{card_data}}']);
  });

  it('gives for every name the place where it is written', () => {
    let slices = 0;
    for (const { file, text } of cards()) {
      for (const mention of card.read(text, file)?.mentions ?? []) {
        const named: Slice | undefined =
          mention.kind === 'license' ? mention.id : 'name' in mention ? mention.name : undefined;
        assert.equal(named && text.slice(named.start, named.end), named?.text, file);
        slices++;
      }
    }
    assert.ok(slices > 600);
  });

  it('tells dataset cards from model cards', () => {
    const kinds = cards().flatMap(({ file, text }) => {
      const kind = card.read(text, file)?.subject?.kind;
      return kind ? [`${file.split('/')[0]} ${kind}`] : [];
    });
    const counts = (name: string): number => kinds.filter((kind) => kind === name).length;
    assert.ok(counts('dataset-cards dataset') > 460);
    // One card of a dataset has no key that says so.
    assert.deepEqual([counts('dataset-cards model'), counts('model-cards dataset')], [1, 0]);
  });
});

function cards(): readonly { readonly file: string; readonly text: string }[] {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return files.map((file) => ({
    file: file.split(path.sep).join('/'),
    text: readFileSync(path.join(corpus, file), 'utf8'),
  }));
}
