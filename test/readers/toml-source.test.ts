import assert from 'node:assert/strict';
import { TomlSource, type TomlNode } from '../../src/readers/toml-source';

const notClosed = 'The bracket that is opened here is not closed.';

describe('TOML sources', () => {
  it('give values with their places', () => {
    const text = `\ufeff# a project\r
name = "a\\u002fb" # why
'odd key'.x = 'C:\\temp'

[tool."my tool"]
on = true
list = [ 1, 'two', # three
  [3.0], { a.b = 4 }, 1979-05-27 07:32:00Z,
]
[[package]]
name = """
long"""
[[package]]
[package.source]
url = "u"
`;
    const toml = new TomlSource(text);
    assert.deepEqual(toml.problems, []);
    assert.deepEqual(plain(toml.root), {
      name: 'a/b',
      'odd key': { x: 'C:\\temp' },
      tool: { 'my tool': { on: 'true', list: ['1', 'two', ['3.0'], { a: { b: '4' } }, '1979-05-27 07:32:00Z'] } },
      package: [{ name: 'long' }, { source: { url: 'u' } }],
    });
    const { start, end } = toml.string(toml.top('name'))!;
    assert.equal(text.slice(start, end), 'a\\u002fb');
    const table = toml.spanOf(toml.top('tool', 'my tool'))!;
    assert.equal(text.slice(table.start, table.end), text.slice(text.indexOf('[tool'), text.indexOf(']\n[[') + 1));
    assert.equal(toml.string(toml.top('tool', 'my tool', 'on')), undefined);
    assert.deepEqual(toml.items(toml.top('name')).map(plain), ['a/b']);
    assert.deepEqual(toml.entries(toml.top('name')), []);
  });

  it('know the escapes and the odd ends of long strings', () => {
    const text = `a = """"q" \\
      \\t\\x41\\U0001F600""""
b = '''
it's \\n'''`;
    assert.deepEqual(plain(new TomlSource(text).root), { a: '"q" \tA😀"', b: "it's \\n" });
  });

  const broken: readonly (readonly [what: string, text: string, problem: string, at: string, read: unknown])[] = [
    ['a half-typed list', 'a = [\n  "x",\n  "y"\n[b]\nc = 1', notClosed, '[', { a: ['x', 'y'], b: { c: '1' } }],
    ['a list that the next key ends', 'a = [1,\nb = 2', notClosed, '[', { a: ['1'], b: '2' }],
    ['a list that the end of the text ends', 'a = [\n"x",\n', notClosed, '[', { a: ['x'] }],
    ['an open string', 'a = "x\nb = 1', 'The quote that begins here is not closed.', '"x', { b: '1' }],
    [
      'an open string in a list',
      'a = ["x", "y]\nb = 1',
      'The quote that begins here is not closed.',
      '"y]',
      { a: ['x'], b: '1' },
    ],
    ['an open long string', "a = '''x\nb = 1", 'The quote that begins here is not closed.', "'''x", { b: '1' }],
    ['a bare word', 'a = x\nb = 1', 'This is not a value that TOML knows. Text stands in quotes.', 'x', { b: '1' }],
    ['no value', 'a =\nb = 1', 'A value is expected here.', '\n', { b: '1' }],
    ['a lone word', 'so it is\nb = 1', 'A key, "=" and a value are expected on this line.', 'i', { b: '1' }],
    [
      'a template',
      '{{ x }}\nb = 1',
      'A key is expected here. Keys with other characters than A-Z, 0-9, _ and - need quotes.',
      '{',
      { b: '1' },
    ],
    [
      'a half-typed header',
      '[a\nb = 1\n[c]\nd = 2',
      '"]" is expected here, behind the name of a table.',
      '\n',
      { c: { d: '2' } },
    ],
    [
      'more on a line',
      'a = 1 b = 2\nc = 3',
      'Only a comment can follow here. What comes next needs a line of its own.',
      'b',
      { a: '1', c: '3' },
    ],
    ['a missing comma', 'a = ["x" "y"]\nb = 1', 'A comma or "]" is expected here.', '"', { a: ['x'], b: '1' }],
    [
      'a Windows path',
      'a = "C:\\Users"\nb = 1',
      'TOML does not know this backslash sequence. Use single quotes, or write the backslash twice.',
      '\\U',
      { a: 'C:\\Users', b: '1' },
    ],
    [
      'a key under a value',
      'a = 1\na.b = 2\nc = 3',
      '"a" has a value already, so nothing can stand under it.',
      'a',
      { a: '1', c: '3' },
    ],
    [
      'a key written twice',
      'a = 1\na = 2',
      'The key "a" stands here a second time, which TOML does not allow. Keep one of them.',
      'a',
      { a: '2' },
    ],
    [
      'a table written twice',
      '[a]\nb = 1\n[a]\nc = 2',
      'The key "a" stands here a second time, which TOML does not allow. Keep one of them.',
      'a',
      { a: { c: '2' } },
    ],
  ];
  for (const [what, text, message, at, read] of broken) {
    it(`read what they can beside ${what}`, () => {
      const toml = new TomlSource(text);
      assert.deepEqual(
        toml.problems.map((problem) => [problem.message, text.slice(problem.start, problem.end)]),
        [[message, at]],
      );
      assert.deepEqual(plain(toml.root), read);
    });
  }

  it('have nothing under names that every object has', () => {
    const toml = new TomlSource('[constructor]\n"__proto__" = 1');
    assert.equal(toml.top('toString'), undefined);
    assert.equal(toml.scalar(toml.top('constructor', '__proto__'))?.text, '1');
  });

  it('stay calm about what nobody writes by hand', () => {
    for (const open of ['[', '{a=', '{"b".c=[', 'a.']) {
      const { problems } = new TomlSource(`a = ${open === 'a.' ? '1\n' : ''}${open.repeat(10_000)}`);
      assert.equal(problems[0]!.code, 'too-deep', open);
    }
    for (const line of ['x\n', 'a = \n', '[\n', '"\n', "a = '''\n", 'a = [\n', 'a.'.repeat(50) + '\n', '\0\ud800\n']) {
      const { length } = new TomlSource(line.repeat(20_000)).problems;
      assert.ok(length >= 1 && length <= 10, `${length} problems of ${line}`);
    }
  });
});

function plain(node: TomlNode): unknown {
  if (node?.kind === 'list') return node.items.map(plain);
  if (node?.kind !== 'table') return node?.slice.text;
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key.text, plain(value)]));
}
