import assert from 'node:assert/strict';
import { withoutSecrets } from '../../src/packaging/url-secret';

describe('a text without the secrets of its URLs', () => {
  for (const [written, shown] of [
    ['-i https://me:p4ss@x.example/simple', '-i https://me:****@x.example/simple'],
    ['https://me:p@ss:w@x.example', 'https://me:****@x.example'],
    ['git+https://ghp_0123456789@x.example/a.git@main', 'git+https://****@x.example/a.git@main'],
    ['a https://u:1@x b http://v:2@y', 'a https://u:****@x b http://v:****@y'],
    ['git+ssh://git@github.com/a/b.git', 'git+ssh://git@github.com/a/b.git'],
    ['https://me:${TOKEN}@x.example', 'https://me:${TOKEN}@x.example'],
    ['https://x.example/a@b:c', 'https://x.example/a@b:c'],
  ] as const)
    it(written, () => assert.equal(withoutSecrets(written), shown));

  it('is made of long lines as well', () => {
    const text = '://a'.repeat(100_000);
    assert.equal(withoutSecrets(text), text);
  });
});
