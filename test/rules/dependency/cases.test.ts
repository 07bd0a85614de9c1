import assert from 'node:assert/strict';
import type { Finding } from '../../../src/domain/finding';
import type { Knowledge } from '../../../src/domain/knowledge';
import { bundledSnapshot } from '../../../src/facts/snapshot';
import { SnapshotAnswers } from '../../../src/lookup/snapshot';
import { compareVersions, isPrerelease, parseVersion } from '../../../src/packaging/pep440';
import { rules } from '../../../src/rules';
import { findingsIn } from '../rule-test';

const bundled = new SnapshotAnswers(bundledSnapshot());
/** The facts that ship, and nothing of a project. */
const knowing: Partial<Knowledge> = {
  advisories: (ecosystem, name) => bundled.advisories(ecosystem, name),
  malicious: (ecosystem, name) => bundled.malicious(ecosystem, name),
};
const judging = rules.filter(({ id }) => /^dependency\/(?!unpinned$)/.test(id));

/** What all rules but that about open versions say of a text, sorted. */
function found(code: string, file = 'requirements.txt'): readonly Finding[] {
  return judging.flatMap((rule) =>
    rule.reads.includes(kinds[file]!) ? findingsIn(rule, { code, file, knowing }) : [],
  );
}

const kinds: Readonly<Record<string, string>> = {
  'requirements.txt': 'requirements',
  'constraints.txt': 'requirements',
  'pyproject.toml': 'pyproject',
  Pipfile: 'pipfile',
  'environment.yml': 'conda-environment',
  Dockerfile: 'dockerfile',
  'uv.lock': 'uv-lock',
  'poetry.lock': 'poetry-lock',
  'pdm.lock': 'pdm-lock',
  'pylock.toml': 'pylock',
  'Pipfile.lock': 'pipfile-lock',
  'conda-lock.yml': 'conda-lock',
  'x.dist-info/METADATA': 'installed',
};

function ids(code: string, file?: string): readonly string[] {
  return found(code, file).map(({ rule, severity }) => `${rule.slice('dependency/'.length)} ${severity}`);
}

describe('dependencies judged by the facts that ship', () => {
  describe('one version with problems, however it is written', () => {
    for (const code of [
      'django==4.2',
      'DJANGO === 4.2',
      'django==v4.2',
      'django==0!4.2',
      'django==4.2.0.0',
      'django==4.2rc1',
      'django==4.2.post1',
      'django==4.2+local.1',
      'django[argon2, bcrypt] == 4.2 ; python_version >= "3.8"',
      'django (==4.2)',
      'django==4.2,!=4.2.1',
      'https://example.com/Django-4.2-py3-none-any.whl',
      'django @ https://example.com/Django-4.2-py3-none-any.whl',
      './wheels/Django-4.2-py3-none-any.whl',
      'PyYAML==5.3.1',
      'scikit_learn==0.22',
    ])
      it(code, () => {
        const [finding, ...others] = found(code);
        assert.equal(finding?.rule, 'dependency/vulnerable', JSON.stringify(finding));
        assert.deepEqual(others, []);
        assertClean(finding);
      });
  });

  describe('nothing to say', () => {
    for (const code of [
      'django',
      'django[argon2]',
      'django==1!4.2',
      'django==four',
      'django==${VERSION}',
      'django @ https://example.com/Django-4.2.tar.gz',
      'django @ git+https://github.com/django/django@0123456789012345678901234567890123456789',
      'numpy>=1.26,<3 ; python_version < "3.13"',
      '# django==4.2',
      'acme-internal==1.0',
    ])
      it(code, () => assert.deepEqual(ids(code), []));
  });

  describe('ranges', () => {
    for (const [code, says] of [
      ['django<4.2', 'vulnerable warning'],
      ['django==2.2.*', 'vulnerable warning'],
      ['django==4.2.*', 'vulnerable info'],
      ['django~=4.2.0', 'vulnerable info'],
      ['django>=4.2,!=4.2.1,<5', 'vulnerable info'],
      ['django>4.2', 'vulnerable info'],
      ['django!=4.2', 'vulnerable info'],
      ['ultralytics>=8.3.40,<8.3.43', 'malicious warning'],
    ] as const)
      it(`${code}: ${says}`, () => assert.deepEqual(ids(code), [says]));
  });

  describe('compromised releases, wherever they are written', () => {
    const entry = 'name = "litellm"\nversion = "1.82.7"\n';
    for (const [file, code] of [
      ['requirements.txt', 'ultralytics==8.3.41'],
      ['requirements.txt', 'ultralytics[export]===8.3.42 ; os_name == "nt"'],
      ['requirements.txt', `litellm==1.82.8 --hash=sha256:${'0'.repeat(64)}`],
      ['requirements.txt', 'https://example.com/litellm-1.82.7-py3-none-any.whl'],
      ['constraints.txt', 'LiteLLM==1.82.7'],
      ['pyproject.toml', '[project]\ndependencies = ["litellm[proxy]==1.82.7"]'],
      ['pyproject.toml', '[tool.poetry.dependencies]\nlitellm = "1.82.7"'],
      ['Pipfile', '[packages]\nlitellm = "==1.82.7"'],
      ['environment.yml', 'dependencies:\n- pip:\n  - litellm==1.82.7'],
      ['Dockerfile', 'FROM a:1\nRUN pip install litellm==1.82.7'],
      ['uv.lock', `[[package]]\n${entry}`],
      ['poetry.lock', `[[package]]\n${entry}`],
      ['pdm.lock', `[[package]]\n${entry}`],
      ['pylock.toml', `[[packages]]\n${entry}`],
      ['Pipfile.lock', '{"default": {"litellm": {"version": "==1.82.7"}}}'],
      ['conda-lock.yml', 'package:\n- name: litellm\n  manager: pip\n  version: 1.82.7'],
      ['x.dist-info/METADATA', 'Metadata-Version: 2.1\nName: litellm\nVersion: 1.82.7\n'],
    ] as const)
      it(`${file}: ${code.split('\n').at(-1)}`, () => assert.deepEqual(ids(code, file), ['malicious error']));
  });

  describe('names', () => {
    for (const [code, says] of [
      ['tenserflow', 'typosquat info'],
      ['tensorf1ow', 'typosquat warning'],
      ['beautiful-soup4', 'typosquat info'],
      ['sklearn', 'wrong-name warning'],
      ['pickle', 'wrong-name warning'],
    ] as const)
      it(`${code}: ${says}`, () => assert.deepEqual(ids(code), [says]));
  });
});

/** Whether the fixed version that a finding names is final, higher than its own, and hit by nothing. */
function assertClean({ data, subject }: Finding): void {
  const fixed = data.fixed as string;
  const [, name = '', version = ''] = /^pkg:pypi\/([^@]+)@(.+)$/.exec(decodeURIComponent(subject!))!;
  const [current, next] = [parseVersion(version)!, parseVersion(fixed)!];
  assert.ok(compareVersions(next, current) > 0 && !isPrerelease(next), fixed);
  assert.deepEqual(bundled.advisories('pypi', name)!.hitting(fixed), []);
  assert.ok(!bundled.malicious('pypi', name)?.affects(fixed));
}
