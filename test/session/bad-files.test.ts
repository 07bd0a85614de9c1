import assert from 'node:assert/strict';
import { Session } from '../../src/session';
import type { MemoryEntry } from '../host/memory-files';
import { memoryHost } from '../host/memory-host';
import { opened, said } from './open';

describe('a session and bad files', () => {
  /** Beside a bad file the rest is still checked. */
  async function beside(name: string, entry: MemoryEntry): Promise<readonly string[]> {
    const { session } = await opened({ '/p/a/requirements.txt': 'torch\n', [`/p/b/${name}`]: entry });
    const all = said(session);
    assert.ok(all.includes('/p/a/requirements.txt:0 dependency/unpinned'));
    return all.slice(1);
  }

  it('says what is not UTF-8, too large or unreadable', async () => {
    assert.deepEqual(await beside('requirements.txt', Uint8Array.of(0x74, 0xe9)), [
      '/p/b/requirements.txt:0 not-utf-8',
    ]);
    assert.deepEqual(await beside('requirements.txt', { fails: 'unreadable' }), ['/p/b/requirements.txt:0 unreadable']);
    assert.deepEqual(await beside('app.py', { size: 100 << 20 }), ['/p/b/app.py:0 too-large']);
    assert.deepEqual(await beside('model.safetensors', { fails: 'unreadable' }), [
      '/p/b/model.safetensors:0 unreadable',
    ]);
  });

  it('reads UTF-16, as PowerShell writes it, and the encoding that a comment declares', async () => {
    const unpinned = ['/p/b/requirements.txt:1 dependency/unpinned'];
    const wide = Buffer.from('\uFEFF# \u00e9\r\ntorch\r\n', 'utf16le');
    assert.deepEqual(await beside('requirements.txt', wide), unpinned);
    const latin = Buffer.from('# coding: latin-1 \u00e9\ntorch\n', 'latin1');
    assert.deepEqual(await beside('requirements.txt', latin), unpinned);
  });

  it('says what Git LFS has not fetched, and looks for no mistakes in it', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;
    for (const name of ['config.json', 'README.md', 'train.yaml', 'data.ipynb'])
      assert.deepEqual(await beside(name, pointer), [`/p/b/${name}:0 lfs-pointer`]);
  });

  it('does not read a "requirements.txt" of 100 MB', async () => {
    const { session, host } = await opened({ '/p/requirements.txt': { size: 100 << 20 } });
    assert.deepEqual(said(session), ['/p/requirements.txt:0 too-large']);
    const before = host.files.reads.length;
    await session.settle();
    assert.equal(host.files.reads.length, before);
  });

  it('is silent about what was deleted while it looked, and about links that lead nowhere', async () => {
    assert.deepEqual(await beside('requirements.txt', { fails: 'not-found' }), []);
    assert.deepEqual(await beside('requirements.txt', { link: '/nowhere' }), []);
    assert.deepEqual(await beside('requirements.txt', { pipe: true }), []);
  });

  it('reads Latin-1 and UTF-16 where files say so', async () => {
    const latin = Buffer.from('# coding: latin-1\nfoo # é\n', 'latin1');
    assert.deepEqual(await beside('requirements.txt', latin), ['/p/b/requirements.txt:1 dependency/unpinned']);
    const utf16 = Buffer.from('\uFEFFfoo\r\nbar\r\n', 'utf16le');
    assert.deepEqual(await beside('requirements.txt', utf16), [
      '/p/b/requirements.txt:0 dependency/unpinned',
      '/p/b/requirements.txt:1 dependency/unpinned',
    ]);
  });

  it('reads nothing twice', async () => {
    const { host } = await opened({
      '/p/requirements.txt': 'torch\n-r base.txt\n-c constraints.txt\n',
      '/p/base.txt': 'numpy\n',
      '/p/constraints.txt': 'torch==9.0.0\n',
      '/p/README.md': '---\nbase_model: acme/chat\n---\n',
      '/p/LICENSE': 'Text\n',
      '/p/app.py': 'print()\n',
      '/p/weighbridge.yaml': 'use: research\n',
      '/p/.gitignore': '*.log\n',
    });
    const twice = host.files.reads.filter((path, at, all) => all.indexOf(path) !== at);
    assert.deepEqual(twice, []);
  });

  it('goes through a folder that fails in every way a port can fail', async () => {
    for (const fails of ['not-found', 'unreadable', 'too-large'] as const) {
      const session = new Session(memoryHost({ '/p/': { fails } }), { roots: ['/p'] });
      await session.load();
      assert.deepEqual(said(session), ['/p:0 unreadable']);
    }
  });

  it('reads two thousand files', async () => {
    const tree: Record<string, MemoryEntry> = {};
    for (let at = 0; at < 1000; at++) {
      tree[`/p/${at}/requirements.txt`] = 'torch==9.0.0\nnumpy>=9\n';
      tree[`/p/${at}/app.py`] = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat")\n';
    }
    const { session } = await opened(tree);
    assert.equal(said(session).length, 2000);
  });
});
