import assert from 'node:assert/strict';
import { shellWord } from '../../src/text/shell-word';

describe('shellWord', () => {
  it('gives what all shells take as one word', () => {
    assert.equal(shellWord('models/ranker-v2.safetensors'), 'models/ranker-v2.safetensors');
    assert.equal(shellWord('my models/größe.pt'), '"my models/größe.pt"');
  });

  it('refuses what a shell or a program would read as something else', () => {
    const refused = [
      '',
      '-rf',
      ' a',
      'a ',
      'a;b',
      'a&b',
      'a|b',
      '$(id)',
      '`id`',
      'a"b',
      "a'b",
      'a\\b',
      '%PATH%',
      '!x',
      '~/x',
    ];
    for (const text of [...refused, 'a*', 'a?', '[ab]', 'a,b', '#a', 'a\nb', 'a\u0000b', 'a\u202eb', '<a>'])
      assert.equal(shellWord(text), undefined, JSON.stringify(text));
  });
});
