import assert from 'node:assert/strict';
import { projectOf } from './project-of';

const isSource = (files: Readonly<Record<string, string>>, path = '/p/requirements.txt'): boolean =>
  projectOf({ '/p/requirements.txt': 'torch', '/p/requirements/base.txt': 'torch', ...files }).isManifestSource(path);

describe('a requirements file that a package takes what it asks for from', () => {
  it('is named by pyproject.toml, setup.cfg or setup.py', () => {
    const dynamic = '[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.txt"] }\n';
    assert.ok(isSource({ '/p/pyproject.toml': `[project]\nname = "a"\n${dynamic}` }));
    assert.ok(isSource({ '/p/setup.cfg': '[options]\ninstall_requires = file: requirements.txt\n' }));
    const setup = 'from setuptools import setup\nsetup(install_requires=open("requirements/base.txt").read())\n';
    assert.ok(isSource({ '/p/setup.py': setup }, '/p/requirements/base.txt'));
    assert.ok(!isSource({ '/p/setup.py': setup }));
  });

  it('is not one that no manifest speaks of, or one of another folder', () => {
    assert.ok(!isSource({}));
    assert.ok(!isSource({ '/p/pyproject.toml': '[project]\nname = "a"\n# requirements.txt\n' }));
    assert.ok(!isSource({ '/p/sub/setup.py': 'open("requirements.txt")' }));
  });
});
