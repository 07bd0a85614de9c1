import assert from 'node:assert/strict';
import { jsonRuns, writtenAt } from '../../src/text/spelling';

describe('text: spelling', () => {
  const spelling = String.raw`a\n\"b\u005fc\\d`;
  const text = JSON.parse(`"${spelling}"`) as string;
  const runs = jsonRuns(spelling, 10);
  const written = (part: string): string => {
    const at = text.indexOf(part);
    const { start, end } = writtenAt(runs, { start: at, end: at + part.length });
    return spelling.slice(start - 10, end - 10);
  };

  for (const [part, expected] of [
    ['a', 'a'],
    ['\n', String.raw`\n`],
    ['"b', String.raw`\"b`],
    ['_', String.raw`\u005f`],
    ['b_c', String.raw`b\u005fc`],
    ['c\\d', String.raw`c\\d`],
    [text, spelling],
  ] as const) {
    it(`finds where ${JSON.stringify(part)} is written in JSON`, () => assert.equal(written(part), expected));
  }

  it('knows an empty span, the end, and a text without parts', () => {
    assert.deepEqual(writtenAt(runs, { start: 1, end: 1 }), { start: 11, end: 11 });
    assert.deepEqual(writtenAt(runs, { start: text.length, end: text.length }), {
      start: 10 + spelling.length,
      end: 10 + spelling.length,
    });
    assert.deepEqual(writtenAt([], { start: 0, end: 5 }), { start: 0, end: 0 });
  });
});
