import assert from 'node:assert/strict';
import { LineIndex } from '../../src/text/line-index';

describe('LineIndex', () => {
  it('counts lines that end with LF, CRLF or CR', () => {
    const index = new LineIndex('a\nbb\r\nccc\rd');
    assert.equal(index.count, 4);
    assert.deepEqual(index.position(2), { line: 1, character: 0 });
    assert.deepEqual(index.position(6), { line: 2, character: 0 });
    assert.deepEqual(index.position(10), { line: 3, character: 0 });
  });

  it('gives lines without their ends', () => {
    const text = 'a\r\n\r\nbb';
    const index = new LineIndex(text);
    const lines = [0, 1, 2, 3].map((number) => index.line(number)).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(lines, ['a', '', 'bb', '']);
  });

  it('counts UTF-16 code units, as LSP does', () => {
    const index = new LineIndex('🤗 = "é"\n');
    assert.deepEqual(index.range({ start: 5, end: 8 }), {
      start: { line: 0, character: 5 },
      end: { line: 0, character: 8 },
    });
  });

  it('goes there and back for every offset that is not inside a line end', () => {
    const text = 'ab\r\n\ncd\r\u2028e\n';
    const index = new LineIndex(text);
    for (let offset = 0; offset <= text.length; offset++) {
      if (offset === 3) continue;
      assert.equal(index.offset(index.position(offset)), offset);
    }
  });

  it('keeps places outside the text at its edges', () => {
    const index = new LineIndex('ab\ncd');
    assert.deepEqual(index.position(-1), { line: 0, character: 0 });
    assert.deepEqual(index.position(99), { line: 1, character: 2 });
    assert.equal(index.offset({ line: -1, character: 5 }), 0);
    assert.equal(index.offset({ line: 0, character: 99 }), 2);
    assert.equal(index.offset({ line: 0, character: -1 }), 0);
    assert.equal(index.offset({ line: 9, character: 0 }), 5);
  });

  it('takes an empty text for one empty line', () => {
    const index = new LineIndex('');
    assert.equal(index.count, 1);
    assert.deepEqual(index.line(0), { start: 0, end: 0 });
  });
});
