import assert from 'node:assert/strict';
import { setupCfg } from '../../src/readers/python-project/setup-cfg';
import { setupPy } from '../../src/readers/python-project/setup-py';
import type { Reader } from '../../src/readers/reader';
import { described, placeFaults } from './mentions';

describe('reader setup-cfg', () => {
  it('reads requirements, extras, license and name', () => {
    const text = `[metadata]
name = chat
license = MIT
classifiers =
    License :: OSI Approved :: Apache Software License

[options]
Install-Requires =
    torch >= 2.4, <3
    # not this one

    requests[socks]==2.32.3 ; python_version < "3.13"
setup_requires = setuptools; wheel
tests_require = pytest

[options.extras_require]
all: trl
fast =
    vllm
`;
    assert.deepEqual(read(setupCfg, text), [
      'torch >= 2.4, <3 { >=2.4 <3 }',
      'requests[socks] ==2.32.3 { ==2.32.3 } ; python_version < "3.13"',
      'setuptools (build)',
      'wheel (build)',
      'pytest (test)',
      'trl (all)',
      'vllm (fast)',
      'license MIT = MIT',
    ]);
    assert.equal(setupCfg.read(text, '')!.subject!.name!.text, 'chat');
  });

  it('follows files that it names, and takes no value from attributes', () => {
    const text = `[metadata]\r
name = attr: chat.name\r
license = file: LICENSE\r
[options]\r
install_requires = file: requirements.txt, more.txt\r
`;
    assert.deepEqual(read(setupCfg, text), ['include requirements requirements.txt', 'include requirements more.txt']);
    assert.equal(setupCfg.read(text, '')!.subject!.name, undefined);
  });

  it('leaves files that only set up tools to themselves', () => {
    assert.equal(setupCfg.read('[flake8]\nmax-line-length = 99\n', 'setup.cfg'), undefined);
    assert.equal(setupCfg.read('', 'setup.cfg'), undefined);
  });

  it('says what it cannot read', () => {
    const text = '[metadata]\nname = chat\nso it is\n[options]\ninstall_requires =\n  torch=1\n';
    assert.deepEqual(problems(setupCfg, text), ['ini-syntax so it is', 'requirement-syntax =1']);
  });
});

describe('reader setup-py', () => {
  it('reads what setup is given literally, or by variables of the file', () => {
    const text = `import setuptools
VERSION_OF_XET = "hf-xet>=1.5"
base = ["torch>=2.4", VERSION_OF_XET, f"numpy>={floor}", "a" "iohttp"]
extras = {"all": base + ["trl"]}
extras["docs"] = ("sphinx",)
extras["fast:python_version<'3.13'"] = ["vllm"]
extras[":sys_platform=='linux'"] = ["triton"]
setuptools.setup(
    name="chat",
    license="Apache-2.0",
    install_requires=base,  # what is needed
    extras_require=extras,
    setup_requires="""
        setuptools
        wheel==0.45.1
    """,
    tests_require=["pytest"] + more,
    dependency_links=["https://example.com/whl"],
    classifiers=["License :: OSI Approved :: MIT License"],
)
`;
    assert.deepEqual(read(setupPy, text, ['aiohttp is not a" "iohttp']), [
      'torch >=2.4 { >=2.4 }',
      'hf-xet >=1.5 { >=1.5 }',
      'aiohttp',
      'setuptools (build)',
      'wheel ==0.45.1 { ==0.45.1 } (build)',
      'pytest (test)',
      'trl (all)',
      'sphinx (docs)',
      'vllm (fast)',
      'triton',
      'index find-links https://example.com/whl',
      'license Apache-2.0 = Apache-2.0',
    ]);
    assert.equal(setupPy.read(text, '')!.subject!.name!.text, 'chat');
  });

  it('says nothing of what is made when the script runs', () => {
    const text = `from setuptools import setup
needs = ["torch"]
if old: needs = ["tensorflow"]
setup(name=NAME, install_requires=needs, tests_require=open("r.txt").read(), setup_requires=["a%s" % b, "c" + d, e()],
      extras_require={k: v for k, v in x}, **more)`;
    assert.deepEqual(read(setupPy, text), []);
  });

  it('leaves other scripts to the Python reader', () => {
    assert.equal(setupPy.read('import os\nos.system("x")\n', 'setup.py'), undefined);
    assert.equal(setupPy.read('', 'setup.py'), undefined);
  });

  it('stays calm about half-typed and deeply nested scripts', () => {
    assert.deepEqual(read(setupPy, 'setup(install_requires=["torch", "num'), ['torch']);
    assert.deepEqual(problems(setupPy, `setup()\n${'x '.repeat(200_000)}`), ['too-large ']);
    for (const open of ['[', '(', '{']) {
      const text = `setup(install_requires=${open.repeat(10_000)}`;
      assert.deepEqual(problems(setupPy, text), [`too-deep ${open}`]);
    }
    assert.deepEqual(read(setupPy, `setup(install_requires=${'["a"] + '.repeat(300)}["b"])`).slice(-1), ['b']);
  });
});

function read(reader: Reader, text: string, faults: readonly string[] = []): readonly string[] {
  const { mentions } = reader.read(text, '')!;
  assert.deepEqual([...new Set(placeFaults(text, mentions))], faults);
  return mentions.map(described);
}

function problems(reader: Reader, text: string): readonly string[] {
  return reader.read(text, '')!.problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}
