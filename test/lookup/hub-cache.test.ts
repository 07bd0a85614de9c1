import assert from 'node:assert/strict';
import { commitInCache } from '../../src/lookup/hub-cache';
import { MemoryFiles } from '../host/memory-files';

const commit = '0123456789abcdef0123456789abcdef01234567';

describe('commitInCache', () => {
  const files = new MemoryFiles({
    '/cache/models--acme--chat/refs/main': commit,
    '/cache/models--acme--chat/refs/v1.0': `${commit}\n`,
    '/cache/models--acme--chat/refs/refs/pr/1': commit,
    '/cache/models--acme--chat/refs/broken': 'main',
    '/cache/models--acme--chat/refs/huge': { size: 1 << 30 },
    '/cache/datasets--squad/refs/main': commit,
    '/secret/refs/main': commit,
  });
  const known = async (
    name: string,
    revision: string,
    kind: 'model' | 'dataset' = 'model',
  ): Promise<string | undefined> =>
    (await commitInCache(files, { HF_HUB_CACHE: '/cache' }, kind, name, revision))?.commit;

  it('finds what a revision pointed to at the last download', async () => {
    for (const revision of ['main', 'v1.0', 'refs/pr/1']) assert.equal(await known('acme/chat', revision), commit);
    assert.equal(await known('squad', 'main', 'dataset'), commit);
    assert.equal(await known('squad', 'main'), undefined);
    assert.equal(await known('acme/chat', 'v2'), undefined);
  });

  it('believes nothing that is no commit', async () => {
    assert.equal(await known('acme/chat', 'broken'), undefined);
    assert.equal(await known('acme/chat', 'huge'), undefined);
  });

  it('never leaves the cache', async () => {
    const before = files.reads.length;
    for (const name of ['../../secret', '..', 'a/../../secret', '/secret', 'a\\b', '', 'a\0b']) {
      assert.equal(await known(name, 'main'), undefined, name);
      assert.equal(await known('acme/chat', name), undefined, name);
    }
    assert.equal(files.reads.length, before);
  });

  it('looks where the environment says', async () => {
    const places = [
      [{ HF_HUB_CACHE: '/a', HF_HOME: '/b', HOME: '/c' }, '/a'],
      [{ HF_HOME: '/b', XDG_CACHE_HOME: '/x', HOME: '/c' }, '/b/hub'],
      [{ XDG_CACHE_HOME: '/x', HOME: '/c' }, '/x/huggingface/hub'],
      [{ HOME: '/c' }, '/c/.cache/huggingface/hub'],
      [{ HF_HUB_CACHE: '', HF_HOME: '', HOME: '/c' }, '/c/.cache/huggingface/hub'],
      [{ USERPROFILE: 'C:\\Users\\me' }, 'C:/Users/me/.cache/huggingface/hub'],
    ] as const;
    for (const [environment, folder] of places) {
      const port = new MemoryFiles();
      await commitInCache(port, environment, 'model', 'acme/chat', 'main');
      assert.deepEqual(port.reads, [`${folder}/models--acme--chat/refs/main`]);
    }
    assert.equal(await commitInCache(files, {}, 'model', 'acme/chat', 'main'), undefined);
  });
});
