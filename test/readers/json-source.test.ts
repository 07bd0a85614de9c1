import assert from 'node:assert/strict';
import { JsonSource } from '../../src/readers/json-source';

describe('JSON sources', () => {
  it('give values with their places, comments and trailing commas tolerated', () => {
    const text = '\ufeff{\r\n  // why\n  "name": "a\\u002fb", "sizes": [1, 2.5e3,], "on": true, "off": null,\n}';
    const json = new JsonSource(text);
    assert.deepEqual(json.problems, []);
    const name = json.string(json.top('name'))!;
    assert.deepEqual([name.text, text.slice(name.start, name.end)], ['a/b', 'a\\u002fb']);
    const sizes = json.items(json.top('sizes')).map((item) => json.scalar(item)?.text);
    assert.deepEqual(sizes, ['1', '2.5e3']);
    assert.equal(json.scalar(json.top('on'))?.text, 'true');
    assert.equal(json.scalar(json.top('off')), undefined);
    assert.equal(json.string(json.top('on')), undefined);
    const keys = json.entries(json.root).map(({ key }) => text.slice(key.start, key.end));
    assert.deepEqual(keys, ['name', 'sizes', 'on', 'off']);
  });

  it('walk paths of keys, and take one value for a list of one', () => {
    const json = new JsonSource('{"a": {"b": "c", "__proto__": "d"}, "a.b": 1}');
    assert.equal(json.string(json.top('a', 'b'))?.text, 'c');
    assert.equal(json.string(json.top('a', '__proto__'))?.text, 'd');
    assert.equal(json.top('a', 'toString'), undefined);
    assert.equal(json.items(json.top('a', 'b')).length, 1);
    assert.deepEqual(json.items(json.top('none')), []);
  });

  const broken: readonly (readonly [string, string, string, string])[] = [
    ['{"a": "b', 'The quote of this text is not closed.', '"b', 'b'],
    ['{"a": "b" "c": 1}', 'A comma is missing before this place.', '"c"', 'b'],
    ['{"a": "b",\n  "c": tru}', 'This is not JSON that can be read, so what stands here may be missed.', 'tru', 'b'],
    ['{"a": "b"} "x"', 'The JSON ends before this place, so what stands here is not read.', '"x"', 'b'],
    ['{"a": "b", c: 1}', 'This is not JSON that can be read, so what stands here may be missed.', 'c', 'b'],
  ];
  for (const [text, message, at, value] of broken) {
    it(`read what they can of ${JSON.stringify(text)}`, () => {
      const json = new JsonSource(text);
      const [problem] = json.problems;
      assert.deepEqual([problem!.code, problem!.message], ['json-syntax', message]);
      assert.equal(text.slice(problem!.start, problem!.end), at);
      assert.equal(json.string(json.top('a'))?.text, value);
    });
  }

  it('read nothing where there is nothing', () => {
    for (const text of ['', ' \n', '\ufeff', '// only a comment']) assert.equal(new JsonSource(text).root, undefined);
  });

  it('tell of keys written twice, of which the last counts', () => {
    const json = new JsonSource('{"a": 1, "a": 2}');
    assert.equal(json.scalar(json.top('a'))?.text, '2');
    assert.deepEqual(
      json.duplicates().map(({ code, start, end }) => [code, start, end]),
      [['json-duplicate-key', 10, 11]],
    );
  });

  it('refuse what nests too deep, but not brackets in strings', () => {
    const deep = new JsonSource(`{"a": ${'['.repeat(10_000)}`);
    assert.deepEqual(
      deep.problems.map(({ code, start }) => [code, start]),
      [['too-deep', 505]],
    );
    assert.equal(deep.root, undefined);
    assert.deepEqual(new JsonSource(`{"a": ["${'[{'.repeat(10_000)}"]}`).problems, []);
  });

  it('report 10 problems at most', () => {
    assert.equal(new JsonSource(`[${'x '.repeat(1000)}`).problems.length, 10);
  });
});
