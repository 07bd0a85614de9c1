import assert from 'node:assert/strict';
import { decode, encode } from '../../src/project/decode';

describe('decode', () => {
  it('reads UTF-8 with and without a byte order mark, which is no part of the text', () => {
    assert.deepEqual(decode(Buffer.from('é🤗')), { text: 'é🤗', encoding: { name: 'utf-8', mark: false } });
    assert.deepEqual(decode(Buffer.from('\uFEFFé')), { text: 'é', encoding: { name: 'utf-8', mark: true } });
    assert.deepEqual(decode(new Uint8Array()), { text: '', encoding: { name: 'utf-8', mark: false } });
  });

  it('reads UTF-16 by its mark', () => {
    assert.equal(decode(Buffer.from('\uFEFFtorch==2\r\n', 'utf16le'))?.text, 'torch==2\r\n');
    assert.equal(decode(Buffer.from('\uFEFFtorch', 'utf16le').swap16())?.text, 'torch');
  });

  it('reads Latin-1 where a coding comment says so in the first two lines', () => {
    const latin = (text: string): string | undefined => decode(Buffer.from(text, 'latin1'))?.text;
    assert.equal(latin('# -*- coding: latin-1 -*-\ntorch # é\n'), '# -*- coding: latin-1 -*-\ntorch # é\n');
    assert.equal(
      latin('#!/usr/bin/python\r\n# vim: set fileencoding=iso-8859-1 :\r\né'),
      '#!/usr/bin/python\r\n# vim: set fileencoding=iso-8859-1 :\r\né',
    );
    assert.equal(latin('\n\n# coding: latin-1\né'), undefined);
    assert.equal(latin('x = "coding: latin-1"\né'), undefined);
  });

  it('reads what a coding comment declares, by the names of Python', () => {
    const cyrillic = Uint8Array.of(0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);
    const declaring = (name: string): string | undefined =>
      decode(Buffer.concat([Buffer.from(`# coding: ${name}\n`), cyrillic]))?.text.split('\n')[1];
    assert.equal(declaring('cp1251'), 'привет');
    assert.equal(declaring('windows_1251'), 'привет');
    assert.equal(declaring('iso8859-1'), 'ïðèâåò');
    assert.equal(declaring('no-such-encoding'), undefined);
  });

  it('believes the bytes more than the comment', () => {
    assert.equal(decode(Buffer.from('# coding: latin-1\né'))?.text, '# coding: latin-1\né');
  });

  it('says so where bytes are none of these', () => {
    assert.equal(decode(Uint8Array.of(0x74, 0xe9, 0x0a)), undefined);
    assert.equal(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0xff)), undefined);
    assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0x41)), undefined);
  });
});

describe('encode', () => {
  it('gives a text the mark that its file had', () => {
    for (const text of ['torch\r\n', '\uFEFFtorch\r\n', '']) {
      const { text: read, encoding } = decode(Buffer.from(text))!;
      assert.equal(encode(read, encoding), text);
    }
  });

  it('writes UTF-8 alone', () => {
    assert.equal(encode('x', { name: 'utf-16le', mark: true }), undefined);
    assert.equal(encode('x', { name: 'latin1', mark: false }), undefined);
  });
});
