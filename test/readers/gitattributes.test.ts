import assert from 'node:assert/strict';
import { gitattributes } from '../../src/readers/git/gitattributes';
import { said } from './said';

describe('reader gitattributes', () => {
  it('reads which files Git LFS keeps', () => {
    const text = `# large files
*.safetensors filter=lfs diff=lfs merge=lfs -text
  models/**\ttext=auto filter=lfs
"with space/*.bin" filter=lfs
*.txt text
*.json filter=lfs -filter
*.gguf filter=other
[attr]large filter=lfs
# *.pt filter=lfs
lonely
`;
    const expected = ['lfs *.safetensors', 'lfs models/**', 'lfs with space/*.bin'];
    assert.deepEqual(said(gitattributes, text), expected);
    assert.deepEqual(said(gitattributes, text.replaceAll('\n', '\r\n')), expected);
  });

  it('stays calm about what nobody writes by hand', () => {
    for (const text of [
      '"'.repeat(100_000),
      `"a`.repeat(50_000),
      '*.bin filter=lfs\n'.repeat(20_000),
      '\u0000 filter=lfs',
    ])
      assert.ok(said(gitattributes, text).length <= 10_000);
  });
});
