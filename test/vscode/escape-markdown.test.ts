import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../src/vscode/escape-markdown';

describe('texts from files in Markdown', () => {
  const cases = [
    ['a link', '[x](command:run)', '\\[x\\]\\(command\\:run\\)'],
    ['a bare address', 'https://a.example', 'https\\:\\/\\/a\\.example'],
    ['an icon', '$(error)', '\\$\u2060\\(error\\)'],
    ['a table and a heading on lines of their own', 'a\n\n# b | c', 'a \\# b \\| c'],
    ['what is harmless', 'torch 2 é', 'torch 2 é'],
  ] as const;
  for (const [name, text, escaped] of cases)
    it(`show ${name} as it is`, () => assert.equal(escapeMarkdown(text), escaped));
});
