import assert from 'node:assert/strict';
import { parseRequirement } from '../../src/packaging/pep508';
import { evaluateMarker, parseMarker } from '../../src/packaging/pep508-marker';

describe('PEP 508 requirements', () => {
  it('says where each part stands', () => {
    const text = `Torch [cpu, Cuda] (>=2.1, !=2.2.*) ; sys_platform == "linux"`;
    const read = parseRequirement(text);
    const parts = [
      read.name,
      ...read.extras,
      read.specifier!,
      ...read.clauses.map(({ version }) => version),
      read.marker!,
    ];
    assert.deepEqual(
      parts.map(({ start, end }) => text.slice(start, end)),
      ['Torch', 'cpu', 'Cuda', '>=2.1, !=2.2.*', '2.1', '2.2.*', 'sys_platform == "linux"'],
    );
    assert.deepEqual(
      read.clauses.map(({ operator }) => operator),
      ['>=', '!='],
    );
    assert.equal(read.problem, undefined);
  });

  it('reads a direct reference', () => {
    const read = parseRequirement('demo[x] @ https://example.org/demo.zip#sha256=00 ; extra == "y"');
    assert.equal(read.url?.text, 'https://example.org/demo.zip#sha256=00');
    assert.equal(read.condition?.kind, 'compare');
  });

  const faulty: readonly [text: string, at: string, message: RegExp][] = [
    ['', '', /package name is expected/],
    ['>=2.0', '>=2.0', /package name is expected/],
    ['torch==', '==', /version is expected after "=="/],
    ['torch=1.0', '=1.0', /"=" is not a comparison/],
    ['torch=>1.0', '=>1.0', /"=>" is not a comparison/],
    ['torch 1.0', '1.0', /comparison such as == is missing/],
    ['torch==one', '==one', /version is expected here; "one" is none/],
    ['torch>=1.*', '>=1.*', /only == and != can/],
    ['torch~=1', '~=1', /at least two numbers/],
    ['torch>=1,,<2', '', /missing between the commas/],
    ['torch (>=1', '(>=1', /parenthesis is not closed/],
    ['torch[', '[', /extras is not closed/],
    ['torch[a b]', 'a b', /extra cannot be "a b"/],
    ['torch[a,]', '', /extra is missing/],
    ['torch @', '@', /URL is expected/],
    ['torch @ https://x; extra == "y"', ';', /space is needed/],
    ['torch @ https://x y', 'y', /Only ";" and a marker/],
    ['torch;', ';', /marker is expected/],
    ['torch; os_name', '', /comparison here/],
    ['torch; os_name == linux', 'linux', /marker name such as python_version, or a quoted value/],
    ['torch; (os_name == "x"', '', /closing parenthesis/],
    ['torch; os_name == "x" extra', 'extra', /"and", "or" or the end/],
    ['torch; os_name == "\\x1"', '"\\x1"', /not a complete escape/],
  ];
  for (const [text, at, message] of faulty) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const { problem } = parseRequirement(text);
      assert.ok(problem);
      assert.match(problem.message, message);
      assert.equal(text.slice(problem.start, problem.end), at);
    });
  }

  it('reads on behind what is wrong', () => {
    const read = parseRequirement('torch[cpu>=1,=2; os_name == "nt"');
    assert.equal(read.name.text, 'torch');
    assert.deepEqual(
      read.extras.map(({ text }) => text),
      ['cpu'],
    );
    assert.deepEqual(
      read.clauses.map(({ operator, version }) => operator + version.text),
      ['>=1', '=2'],
    );
    assert.equal(read.marker?.text, 'os_name == "nt"');
    assert.match(read.problem!.message, /extras is not closed/);
  });

  it('is bounded in length and depth', () => {
    assert.match(parseRequirement('a'.repeat(100_000)).problem!.message, /too long/);
    assert.match(parseMarker('('.repeat(60_000)).problem!.message, /more parentheses/);
  });
});

describe('PEP 508 markers', () => {
  const linux = { sys_platform: 'linux', python_version: '3.10', os_name: 'posix', extra: 'Foo_Bar', extras: ['a-b'] };
  const cases: readonly [marker: string, holds: boolean | undefined][] = [
    ['python_version >= "3.9"', true],
    ['"3.9" <= python_version', true],
    ['python_version == "3.*"', true],
    ['python_version ~= "3.8"', true],
    ['python_version in "3.9 3.10"', true],
    ['sys_platform == "win32" or os.name == "posix"', true],
    ['sys_platform == "win32" or os_name == "posix" and python_version < "3"', false],
    ['(sys_platform == "win32" or os_name == "posix") and python_version > "3"', true],
    ['sys_platform not in "linux darwin"', false],
    ['sys_platform > "a"', false],
    ['extra == "foo-bar"', true],
    ['"A_B" in extras', true],
    ['platform_machine == "x86_64"', undefined],
    ['platform_machine == "x86_64" and sys_platform == "win32"', false],
    ['platform_machine == "x86_64" or sys_platform == "linux"', true],
    ['sys_platform ~= "linux"', undefined],
  ];
  for (const [text, holds] of cases) {
    it(`${text} is ${holds ?? 'not known'}`, () => {
      const { marker, problem } = parseMarker(text);
      assert.equal(problem, undefined);
      assert.equal(evaluateMarker(marker!, linux), holds);
    });
  }

  it('says where each part stands', () => {
    const text = ' (os_name == "nt") and extra in \'x\'';
    const { marker } = parseMarker(text);
    assert.ok(marker?.kind === 'and');
    const [first, second] = marker.parts;
    assert.ok(first && second?.kind === 'compare');
    assert.deepEqual(
      [marker, first, second, second.left, second.right].map(({ start, end }) => text.slice(start, end)),
      [text.slice(1), '(os_name == "nt")', "extra in 'x'", 'extra', "'x'"],
    );
  });
});
