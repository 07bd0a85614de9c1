import assert from 'node:assert/strict';
import { globs } from '../../src/project/glob';
import { IgnoreRules } from '../../src/project/ignore';
import { walk } from '../../src/project/walk';
import { MemoryFiles } from '../host/memory-files';
import type { MemoryEntry } from '../host/memory-files';

interface Walked {
  readonly files: readonly string[];
  readonly problems: readonly (readonly [path: string, code: string])[];
  readonly policies: readonly string[];
  readonly environments: readonly string[];
  readonly port: MemoryFiles;
}

async function walked(tree: Readonly<Record<string, MemoryEntry>>, root = '/p'): Promise<Walked> {
  const port = new MemoryFiles(tree);
  const files: string[] = [];
  const problems: (readonly [string, string])[] = [];
  const policies: string[] = [];
  const environments: string[] = [];
  const rules = new IgnoreRules(root, globs([]), (path) => policies.length > 0 && path.startsWith('/p/excluded'));
  await walk(port, rules, {
    file: (path) => files.push(path),
    policy: (path) => Promise.resolve(void policies.push(path)),
    environment: (path) => environments.push(path),
    problem: (path, code) => problems.push([path, code]),
  });
  return { files: files.sort(), problems, policies, environments, port };
}

describe('walk', () => {
  it('names every file of the project, and no other', async () => {
    const { files, problems } = await walked({
      '/p/.gitignore': '*.log\nout/\n',
      '/p/requirements.txt': '',
      '/p/a.log': '',
      '/p/out/requirements.txt': '',
      '/p/src/app.py': '',
      '/p/src/.gitignore': '!b.log\n',
      '/p/src/b.log': '',
      '/p/env/pyvenv.cfg': '',
      '/p/env/lib/requirements.txt': '',
      '/p/.git/config': '',
      '/q/requirements.txt': '',
    });
    assert.deepEqual(files, [
      '/p/.gitignore',
      '/p/requirements.txt',
      '/p/src/.gitignore',
      '/p/src/app.py',
      '/p/src/b.log',
    ]);
    assert.deepEqual(problems, []);
  });

  it("takes environments of conda for other people's, whatever they are called", async () => {
    const { files, environments, port } = await walked({
      '/p/environment.yml': '',
      '/p/.conda/conda-meta/history': '',
      '/p/envs/train/conda-meta/history': '',
      '/p/envs/train/lib/python3.12/site-packages/numpy/setup.py': '',
      '/p/envs/train/pkg/setup.py': '',
    });
    assert.deepEqual(files, ['/p/environment.yml']);
    assert.deepEqual([...environments].sort(), ['/p/.conda', '/p/envs/train']);
    assert.ok(!port.listed.includes('/p/envs/train/lib'));
  });

  it('never lists node_modules with its 50,000 files', async () => {
    const tree: Record<string, MemoryEntry> = { '/p/requirements.txt': '' };
    for (let at = 0; at < 50_000; at++) tree[`/p/node_modules/package-${at % 500}/file-${at}.js`] = '';
    const { files, port } = await walked(tree);
    assert.deepEqual(files, ['/p/requirements.txt']);
    assert.deepEqual(port.listed, ['/p']);
    assert.deepEqual(port.reads, []);
  });

  it('tells of virtual environments, by name or marker, without entering them', async () => {
    const { files, environments, port } = await walked({
      '/p/.venv/lib/a.txt': '',
      '/p/ours/pyvenv.cfg': '',
      '/p/ours/lib/b.txt': '',
    });
    assert.deepEqual(files, []);
    assert.deepEqual([...environments].sort(), ['/p/.venv', '/p/ours']);
    assert.deepEqual([...port.listed].sort(), ['/p', '/p/ours']);
  });

  it('lets a policy count before the files beside it', async () => {
    const { files, policies, port } = await walked({
      '/p/a.txt': '',
      '/p/excluded.txt': '',
      '/p/excluded/b.txt': '',
      '/p/weighbridge.yaml': 'exclude: [excluded*]\n',
    });
    assert.deepEqual(policies, ['/p/weighbridge.yaml']);
    assert.deepEqual(files, ['/p/a.txt', '/p/weighbridge.yaml']);
    assert.deepEqual(port.listed, ['/p']);
  });

  it('does not follow links to folders, so a loop has no end to reach; links to files count', async () => {
    const { files, problems } = await walked({
      '/p/sub/loop': { link: '/p' },
      '/p/sub/self': { link: '/p/sub/self' },
      '/p/requirements.txt': { link: '/shared/base.txt' },
      '/p/broken.txt': { link: '/nowhere' },
      '/shared/base.txt': '',
    });
    assert.deepEqual(files, ['/p/requirements.txt']);
    assert.deepEqual(problems, []);
  });

  it('says which folder could not be read, and goes on', async () => {
    const { files, problems } = await walked({
      '/p/secret/': { fails: 'unreadable' },
      '/p/a.txt': '',
      '/p/b/c.txt': '',
    });
    assert.deepEqual(files, ['/p/a.txt', '/p/b/c.txt']);
    assert.deepEqual(problems, [['/p/secret', 'unreadable']]);
  });

  it('is silent about a folder that is gone meanwhile, but not about a root that is not there', async () => {
    assert.deepEqual((await walked({ '/p/gone/': { fails: 'not-found' }, '/p/a.txt': '' })).problems, []);
    assert.deepEqual((await walked({ '/q/a.txt': '' })).problems, [['/p', 'unreadable']]);
  });

  it('passes by pipes and sockets', async () => {
    const { files, port } = await walked({ '/p/requirements.txt': { pipe: true }, '/p/a.txt': '' });
    assert.deepEqual(files, ['/p/a.txt']);
    assert.deepEqual(port.reads, []);
  });

  it('says so where a .gitignore cannot be read', async () => {
    for (const entry of [{ fails: 'unreadable' }, { size: 2 << 20 }, Uint8Array.of(0xff, 0x41)] as const) {
      const { files, problems } = await walked({ '/p/.gitignore': entry, '/p/a.txt': '' });
      assert.deepEqual(problems, [['/p/.gitignore', 'unreadable']]);
      assert.deepEqual(files, ['/p/.gitignore', '/p/a.txt']);
    }
  });

  it('takes a folder for a folder, whatever its name', async () => {
    const { files, problems } = await walked({
      '/p/.gitignore/a.txt': '',
      '/p/weighbridge.yaml/b.txt': '',
      '/p/pyvenv.cfg/c.txt': '',
    });
    assert.deepEqual(files, ['/p/.gitignore/a.txt', '/p/pyvenv.cfg/c.txt', '/p/weighbridge.yaml/b.txt']);
    assert.deepEqual(problems, []);
  });

  it('stops at a depth that nobody needs', async () => {
    const { files, problems } = await walked({
      [`/p/${'d/'.repeat(100)}a.txt`]: '',
      [`/p/${'e/'.repeat(60)}b.txt`]: '',
    });
    assert.deepEqual(files, [`/p/${'e/'.repeat(60)}b.txt`]);
    assert.deepEqual(problems, [[`/p/${'d/'.repeat(65)}`.slice(0, -1), 'too-deep']]);
  });

  it('stops at a number of files that nobody has', async () => {
    const tree: Record<string, MemoryEntry> = {};
    for (let at = 0; at < 200_100; at++) tree[`/p/${at % 100}/${at}`] = '';
    const { files, problems } = await walked(tree);
    assert.equal(files.length, 200_000);
    assert.deepEqual(problems, [['/p', 'too-many-files']]);
  });

  it('goes through the root of a disk', async () => {
    const { files } = await walked({ '/a.txt': '', '/srv/b.txt': '', '/node_modules/c.txt': '' }, '/');
    assert.deepEqual(files, ['/a.txt', '/srv/b.txt']);
  });
});
