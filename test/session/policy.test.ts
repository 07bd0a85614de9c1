import assert from 'node:assert/strict';
import { Session } from '../../src/session';
import { memoryHost } from '../host/memory-host';
import { opened, said } from './open';

const off = 'rules: { dependency/unpinned: off }\n';

describe('a session and its policies', () => {
  it('takes severities and exclusions from the nearest', async () => {
    const { session } = await opened({
      '/p/weighbridge.yaml': 'rules: { dependency/unpinned: error }\nexclude: [old/**]\n',
      '/p/requirements.txt': 'torch\n',
      '/p/old/requirements.txt': 'torch\n',
      '/p/lab/weighbridge.yml': off,
      '/p/lab/requirements.txt': 'torch\n',
    });
    assert.deepEqual(said(session), ['/p/requirements.txt:0 dependency/unpinned']);
    assert.equal(session.judgement('/p/requirements.txt')?.findings[0]?.severity, 'error');
    assert.equal(session.document('/p/old/requirements.txt'), undefined);
    assert.equal(session.policyFileFor('/p/lab/requirements.txt'), '/p/lab/weighbridge.yml');
  });

  it('heeds one above the root, as far as the repository reaches', async () => {
    const tree = { '/r/weighbridge.yaml': off, '/r/p/requirements.txt': 'torch\n' };
    const inside = await opened({ ...tree, '/r/.git/HEAD': '' }, { roots: ['/r/p'] });
    assert.deepEqual(said(inside.session), []);
    const alone = await opened(tree, { roots: ['/r/p'] });
    assert.deepEqual(said(alone.session), ['/r/p/requirements.txt:0 dependency/unpinned']);
    const own = await opened({ ...tree, '/r/p/.git': 'gitdir: x' }, { roots: ['/r/p'] });
    assert.deepEqual(said(own.session), ['/r/p/requirements.txt:0 dependency/unpinned']);
  });

  it('judges anew when the policy changes, in the editor and on the disk', async () => {
    const { session, host } = await opened({ '/p/weighbridge.yaml': '', '/p/requirements.txt': 'torch\n' });
    assert.equal(said(session).length, 1);
    session.change('/p/weighbridge.yaml', off);
    await session.settle();
    assert.deepEqual(said(session), []);
    await session.close('/p/weighbridge.yaml');
    assert.equal(said(session).length, 1);
    host.files.put('/p/weighbridge.yaml', 'exclude: ["**"]\n');
    await session.refresh(['/p/weighbridge.yaml']);
    assert.deepEqual(said(session), []);
    assert.equal(session.documents.length, 0);
    host.files.remove('/p/weighbridge.yaml');
    await session.refresh(['/p/weighbridge.yaml']);
    assert.equal(said(session).length, 1);
  });

  it('shows the mistakes of a policy in it, and they go when they are mended', async () => {
    const { session } = await opened({ '/p/weighbridge.yaml': 'use: fun\n' });
    assert.deepEqual(said(session), ['/p/weighbridge.yaml:0 policy-value']);
    session.change('/p/weighbridge.yaml', '\nuse: fun\ncolour: red\n');
    assert.deepEqual(said(session), ['/p/weighbridge.yaml:1 policy-value', '/p/weighbridge.yaml:2 policy-unknown-key']);
    session.change('/p/weighbridge.yaml', 'use: research\n');
    assert.deepEqual(said(session), []);
  });

  it('names unused and expired entries once all files are judged, not before', async () => {
    const tree = {
      '/p/weighbridge.yaml': `ignore:
  - { rule: dependency/unpinned, path: requirements.txt, reason: used }
  - { rule: dependency/unpinned, path: other.txt, reason: unused }
  - { rule: dependency/unpinned, path: requirements.txt, reason: past, until: 2026-07-22 }
`,
      '/p/requirements.txt': 'torch\n',
    };
    const { session } = await opened(tree);
    const stale = ['/p/weighbridge.yaml:2 ignore-unused', '/p/weighbridge.yaml:3 ignore-expired'];
    assert.deepEqual(said(session), stale);
    assert.equal(session.judgement('/p/requirements.txt')?.suppressed.length, 1);
    await session.settle();
    assert.deepEqual(said(session), stale, 'each once');

    const single = new Session(memoryHost(tree), { roots: ['/p'] });
    single.change('/p/weighbridge.yaml', tree['/p/weighbridge.yaml']);
    await single.settle();
    assert.deepEqual(said(single), []);
  });

  it('does not ask for entries to go because the file they are about is being typed in', async () => {
    const { session } = await opened({
      '/p/weighbridge.yaml': 'ignore: [{ rule: dependency/unpinned, reason: ours }]\n',
      '/p/requirements.txt': 'torch\n',
    });
    assert.deepEqual(said(session), []);
    session.change('/p/requirements.txt', 'torch==9.0.0\n');
    await session.settle();
    assert.deepEqual(said(session), ['/p/weighbridge.yaml:0 ignore-unused']);
    session.change('/p/requirements.txt', 'torch\n');
    await session.settle();
    assert.deepEqual(said(session), []);
  });

  it('reads a policy that is not UTF-8 as none, and says so', async () => {
    const { session } = await opened({ '/p/weighbridge.yaml': Uint8Array.of(0xe9), '/p/requirements.txt': 'torch\n' });
    assert.deepEqual(said(session), ['/p/requirements.txt:0 dependency/unpinned', '/p/weighbridge.yaml:0 not-utf-8']);
  });

  it('heeds .gitignore, and a change of it', async () => {
    const { session, host } = await opened({ '/p/.gitignore': 'old/\n', '/p/old/requirements.txt': 'torch\n' });
    assert.deepEqual(said(session), []);
    host.files.put('/p/.gitignore', '\n');
    await session.refresh(['/p/.gitignore']);
    assert.deepEqual(said(session), ['/p/old/requirements.txt:0 dependency/unpinned']);
  });

  it('leaves out an open file that the policy excludes', async () => {
    const { session } = await opened({
      '/p/weighbridge.yaml': 'exclude: [old/**]\n',
      '/p/old/requirements.txt': 'torch\n',
    });
    session.change('/p/old/requirements.txt', 'torch\n');
    await session.settle();
    assert.deepEqual(said(session), []);
    await session.load();
    assert.deepEqual(said(session), []);
  });
});
