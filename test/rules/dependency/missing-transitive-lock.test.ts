import assert from 'node:assert/strict';
import type { Knowledge } from '../../../src/domain/knowledge';
import { missingTransitiveLock } from '../../../src/rules/dependency/missing-transitive-lock';
import { projectOf } from '../../project/project-of';
import { ruleTest } from '../rule-test';

/** Flask needs Werkzeug and Click, Werkzeug needs MarkupSafe, and that needs Werkzeug in turn. */
const needs: Readonly<Record<string, readonly string[]>> = {
  flask: ['Werkzeug', 'click'],
  werkzeug: ['markupsafe'],
  markupsafe: ['werkzeug'],
};
const knowing: Partial<Knowledge> = { installedNeeds: (_, __, name) => needs[name] };

ruleTest(missingTransitiveLock, {
  silent: [
    'flask==3.0',
    { code: '', knowing },
    { code: 'click==8.1', knowing },
    { code: 'flask>=3', knowing },
    { code: 'flask==3.0\nclick', knowing },
    { code: 'flask==3.0\nwerkzeug==3.0\nclick==8.1\nMarkupSafe==2.1', knowing },
    { code: `flask==3.0 --hash=sha256:${'0'.repeat(64)}`, knowing },
    { code: '-c constraints.txt\nflask==3.0', knowing },
    { code: 'flask==3.0', file: 'constraints.txt', knowing },
    { code: 'flask==3.0', file: 'requirements.in', knowing: { ...knowing, lockOf: () => '/project/requirements.txt' } },
    { code: 'flask==', knowing },
  ],
  speaks: [
    {
      code: '# why\n«flask==3.0»\nclick==8.1\n',
      says: 'floating',
      knowing,
      message:
        'This file pins the packages that it names, but not werkzeug and markupsafe, brought in by them, so the next install may take other versions. Compile it ("uv pip compile", "pip-compile"), best with hashes.',
    },
    { code: '«flask==3.0»', says: 'floating', knowing, message: /not werkzeug, click and 1 more, brought in/ },
  ],
});

describe('what an installed package needs', () => {
  const metadata = (name: string, needed = ''): string =>
    `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n${needed && `Requires-Dist: ${needed}\n`}`;
  const at = (name: string): string => `/p/.venv/lib/python3.12/site-packages/${name}-1.0.dist-info/METADATA`;
  const files = {
    '/p/requirements.txt': 'flask==1.0\n',
    [at('flask')]: metadata('Flask', 'click>=8\nRequires-Dist: colorama; sys_platform == "win32"'),
    [at('click')]: metadata('click'),
  };
  const needed = (more: Readonly<Record<string, string>> = {}) =>
    projectOf({ ...files, ...more }).settled.installedNeeds('/p/requirements.txt', 'pypi', 'flask');

  it('is what it asks for and is installed as well', () => assert.deepEqual(needed(), ['click']));

  it('is not known without an environment, nor of interest where a lock has the package', () => {
    assert.equal(
      projectOf({ '/p/requirements.txt': 'flask' }).settled.installedNeeds('/p/requirements.txt', 'pypi', 'flask'),
      undefined,
    );
    assert.equal(needed({ '/p/uv.lock': '[[package]]\nname = "flask"\nversion = "1.0"\n' }), undefined);
  });
});
