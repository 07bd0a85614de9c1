import assert from 'node:assert/strict';
import { readers } from '../../src/readers';
import { rules } from '../../src/rules';
import { pagePath } from '../../src/rules/page';
import { weightsAndNamers } from '../../src/rules/weights/spoken-of';

describe('the list of rules', () => {
  it('is sorted by id, without doubles', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('has ids of two words, titles without a full stop, and messages of whole sentences', () => {
    for (const { id, title, messages } of rules) {
      assert.match(id, /^[a-z]+\/[a-z-]+$/);
      assert.match(title, /^[A-Z].*[^.]$/);
      for (const message of Object.values(messages)) {
        const text = typeof message === 'string' ? message : message.text;
        assert.match(text, /(\.|\{(advice|more|origin)\})$/, id);
      }
    }
  });

  it('looks for weight files in all that can name one', () => {
    const namers = readers.filter(({ gives }) => gives.includes('weights')).map(({ kind }) => kind);
    assert.deepEqual(weightsAndNamers.toSorted(), ['weights', ...namers].sort());
  });

  it('knows the page of each rule, and of no other', () => {
    assert.equal(pagePath('dependency/unpinned'), 'docs/rules/dependency/unpinned.md');
    assert.equal(pagePath('../../package'), undefined);
  });
});
