import assert from 'node:assert/strict';
import { condaEnvironment } from '../../src/readers/conda/environment';
import { parseMatchSpec } from '../../src/readers/conda/match-spec';
import { metaYaml } from '../../src/readers/conda/meta-yaml';
import type { Reader } from '../../src/readers/reader';
import { described, placeFaults } from './mentions';

describe('match specifications of conda', () => {
  const specs: readonly (readonly [spec: string, name: string, specifier: string | undefined, clauses: string])[] = [
    ['numpy', 'numpy', undefined, ''],
    ['numpy 1.26.4', 'numpy', '1.26.4', '==1.26.4'],
    ['numpy 1.26.*', 'numpy', '1.26.*', '==1.26.*'],
    ['numpy=1.26', 'numpy', '=1.26', '=1.26'],
    ['numpy==1.26.4', 'numpy', '==1.26.4', '==1.26.4'],
    ['numpy=1.26.4=py312h_0', 'numpy', '=1.26.4', '==1.26.4'],
    ['numpy 1.26.4 py312h_0', 'numpy', '1.26.4', '==1.26.4'],
    ['numpy>=1.26,<2', 'numpy', '>=1.26,<2', '>=1.26 <2'],
    ['numpy >=1.26, <2', 'numpy', '>=1.26, <2', '>=1.26 <2'],
    ['blas >=1.0 *_openblas', 'blas', '>=1.0', '>=1.0'],
    ['numpy 1.26|1.27', 'numpy', '1.26|1.27', ''],
    ['numpy * *_mkl', 'numpy', undefined, ''],
    ["conda-forge::numpy[version='>=1.26',build=x]", 'numpy', '>=1.26', '>=1.26'],
    ['numpy {{ numpy }}', 'numpy', '{{ numpy }}', ''],
    ['numpy=', 'numpy', '=', ''],
  ];
  for (const [text, name, specifier, clauses] of specs) {
    it(text, () => {
      const spec = parseMatchSpec(text)!;
      const shown = spec.clauses.map(({ operator, version }) => operator + version.text).join(' ');
      assert.deepEqual([spec.name.text, spec.specifier?.text, shown], [name, specifier, clauses]);
      for (const one of [spec.name, spec.specifier, spec.channel, ...spec.clauses.map(({ version }) => version)])
        if (one) assert.equal(text.slice(one.start, one.end), one.text);
    });
  }

  it('are not what begins otherwise', () => {
    for (const text of ['', '  ', '=1', '{{ compiler("c") }}', 'a/b', '@', '\0', '-'.repeat(100)])
      assert.equal(parseMatchSpec(text), undefined, text);
  });
});

describe('reader conda-environment', () => {
  it('says so where it is nested too deep to be read', () => {
    const { problems } = condaEnvironment.read(`dependencies:\n- numpy\nx: ${'['.repeat(10_000)}`, 'environment.yml')!;
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['too-deep'],
    );
  });

  it('reads packages of conda, and of pip beneath', () => {
    const text = `name: chat
channels:
- conda-forge
dependencies:
- python=3.11
- "pytorch::pytorch==2.4.0"  # pinned
- pip:
  - -r requirements.txt
  - --extra-index-url https://example.com/simple
  - transformers==4.44.2 --hash=sha256:aa
  - requests[socks]>=2 ; python_version < "3.13"
  - -e ./core
  - azureml-core=={{latest-pypi-version}}
`;
    assert.deepEqual(read(condaEnvironment, text), [
      'conda python =3.11 { =3.11 }',
      'conda pytorch ==2.4.0 { ==2.4.0 } from pytorch',
      'include requirements requirements.txt',
      'index extra https://example.com/simple',
      'transformers ==4.44.2 { ==4.44.2 } 1 hashes',
      'requests[socks] >=2 { >=2 } ; python_version < "3.13"',
      'editable @ ./core',
      'azureml-core =={{latest-pypi-version}} { =={{latest-pypi-version}} }',
    ]);
    assert.deepEqual(condaEnvironment.read(text, '')!.problems, []);
  });

  it('leaves other YAML to others', () => {
    for (const text of ['', 'a: 1', 'dependencies: torch', 'dependencies:\n- name: redis\n  version: 1.0\n', '- x'])
      assert.equal(condaEnvironment.read(text, 'environment.yml'), undefined, text);
  });

  it('says what it cannot read', () => {
    const text = 'dependencies:\n- numpy\n- =1.0\n- pip:\n  - torch=1.0\n- "scipy\n';
    const { problems, mentions } = condaEnvironment.read(text, '')!;
    assert.deepEqual(mentions.slice(0, 2).map(described), ['conda numpy', 'torch =1.0 { =1.0 }']);
    assert.deepEqual(
      problems.map(({ code, start, end }) => `${code} ${text.slice(start, end).trim()}`),
      ['yaml-syntax ', 'requirement-syntax =1.0', 'requirement-syntax =1.0'],
    );
  });
});

describe('reader conda-recipe', () => {
  it('reads requirements between the templates', () => {
    const text = `{% set version = "1.2" %}
package:
  name: chat
  version: {{ version }}
source:
  url: https://example.com/{{ version }}.tar.gz
requirements:
  build:
    - {{ compiler('c') }}
    - cmake >=3.20  # [linux]
  host:
    - numpy {{ numpy }}
  run:
    - pytorch 2.4.0
    - {{ pin_compatible('numpy') }}
  run_constrained:
    - cuda >=12
test:
  requires: [pytest]
outputs:
  - name: libchat
    requirements:
      run: [openssl]
about:
  license: Apache-2.0
`;
    assert.deepEqual(read(metaYaml, text), [
      'conda cmake >=3.20 { >=3.20 } (build)',
      'conda numpy {{ numpy }} (host)',
      'conda pytorch 2.4.0 { ==2.4.0 }',
      'constraint conda cuda >=12 { >=12 }',
      'conda pytest (test)',
      'conda openssl',
      'license Apache-2.0 = Apache-2.0',
    ]);
    const { subject, problems } = metaYaml.read(text, '')!;
    assert.deepEqual([subject!.name!.text, problems], ['chat', []]);
  });

  it('takes what opens 60,000 templates and closes none for no recipe', () => {
    const text = `package:\n  name: x\nbuild: 1\n# ${'{{ {% {# '.repeat(20_000)}`;
    assert.equal(metaYaml.read(text, 'meta.yaml'), undefined);
  });

  it('knows no name that a template gives', () => {
    const text = 'package:\n  name: {{ name|lower }}\nbuild:\n  number: 0\nabout:\n  license: {{ license }}\n';
    assert.deepEqual(read(metaYaml, text), []);
    assert.equal(metaYaml.read(text, '')!.subject!.name, undefined);
  });

  it('leaves other YAML to others', () => {
    for (const text of ['', 'package: x', 'package:\n  name: x\n', 'a: 1'])
      assert.equal(metaYaml.read(text, 'meta.yaml'), undefined, text);
  });
});

function read(reader: Reader, text: string): readonly string[] {
  const { mentions } = reader.read(text, '')!;
  assert.deepEqual(placeFaults(text, mentions), []);
  return mentions.map(described);
}
