import assert from 'node:assert/strict';
import { plain } from '../../src/text/plain';

describe('plain', () => {
  it('shows what steers a terminal or turns writing around, and leaves the rest', () => {
    assert.equal(plain('é 🤗 中文 עברית'), 'é 🤗 中文 עברית');
    assert.equal(plain('\u001b[31m\n\t\0\u0085'), '\\u{1b}[31m\\u{a}\\u{9}\\u{0}\\u{85}');
    assert.equal(plain('\u202Etxt\u2066\u200B\uFEFF\u2028'), '\\u{202e}txt\\u{2066}\\u{200b}\\u{feff}\\u{2028}');
    assert.equal(plain('a\ud800b'), 'a\\u{d800}b');
  });
});
