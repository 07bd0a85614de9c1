import assert from 'node:assert/strict';
import { Session } from '../../src/session';
import { memoryHost } from '../host/memory-host';
import { opened, said } from './open';

describe('a session hears of changes', () => {
  it('in an editor: judges at once, and goes back to the disk when the editor closes', async () => {
    const { session } = await opened({ '/p/requirements.txt': 'torch==9.0.0\n' });
    assert.deepEqual(said(session), []);
    session.change('/p/requirements.txt', 'torch\nnumpy\n');
    assert.deepEqual(said(session), [
      '/p/requirements.txt:0 dependency/unpinned',
      '/p/requirements.txt:1 dependency/unpinned',
    ]);
    session.change('/p/requirements.txt', '\n\ntorch\n');
    assert.deepEqual(said(session), ['/p/requirements.txt:2 dependency/unpinned']);
    await session.close('/p/requirements.txt');
    assert.deepEqual(said(session), []);
  });

  it('while the roots are read: what was read before the editor closed or the disk changed is read again', async () => {
    const host = memoryHost({ '/p/requirements.txt': 'torch\n', '/p/more/requirements.txt': 'numpy\n' });
    const session = new Session(host, { roots: ['/p'] });
    session.change('/p/requirements.txt', 'torch==9.0.0\n');
    let closing: Promise<unknown> | undefined;
    await session.load((done, total) => {
      if (done < total || closing) return;
      host.files.put('/p/more/requirements.txt', 'numpy==9.0.0\n');
      closing = Promise.all([session.close('/p/requirements.txt'), session.refresh(['/p/more/requirements.txt'])]);
    });
    await closing;
    assert.deepEqual(said(session), ['/p/requirements.txt:0 dependency/unpinned']);
  });

  it('of a single file without a folder, saved or not', async () => {
    const host = memoryHost({ '/x/requirements.txt': 'numpy==9\n' });
    const session = new Session(host, { roots: [] });
    session.change('/x/requirements.txt', 'torch\n');
    await session.settle();
    assert.deepEqual(said(session), ['/x/requirements.txt:0 dependency/unpinned']);
    assert.equal(session.relative('/x/requirements.txt'), 'requirements.txt');
    assert.deepEqual(
      session.graph.components.map(({ kind, name }) => `${kind} ${name}`),
      ['application x', 'package torch'],
    );
    session.change('/new/requirements.txt', 'torch\n');
    await session.close('/new/requirements.txt');
    assert.equal(session.judgement('/new/requirements.txt'), undefined);
    assert.deepEqual(host.files.listed, []);
  });

  it('on the disk: changed, made, deleted, one file or a folder', async () => {
    const { session, host } = await opened({ '/p/requirements.txt': 'torch\n', '/p/sub/requirements.txt': 'numpy\n' });
    assert.equal(said(session).length, 2);
    host.files.put('/p/requirements.txt', 'torch==9.0.0\n');
    await session.refresh(['/p/requirements.txt']);
    assert.deepEqual(said(session), ['/p/sub/requirements.txt:0 dependency/unpinned']);
    host.files.put('/p/requirements-dev.txt', 'pytest\n');
    await session.refresh(['/p/requirements-dev.txt']);
    assert.equal(said(session).length, 2);
    host.files.remove('/p/sub/requirements.txt');
    host.files.remove('/p/sub');
    await session.refresh(['/p/sub']);
    assert.deepEqual(said(session), ['/p/requirements-dev.txt:0 dependency/unpinned']);
    assert.ok(!session.graph.components.some(({ name }) => name === 'numpy'));
  });

  it('of a file that is no longer what its name says', async () => {
    const { session, host } = await opened({ '/p/README.md': '---\nbase_model: acme/chat\n---\n' });
    assert.deepEqual(said(session), ['/p/README.md:1 license/missing']);
    session.change('/p/README.md', '# Only text\n');
    assert.deepEqual(said(session), []);
    assert.equal(session.document('/p/README.md'), undefined);
    await session.close('/p/README.md');
    assert.deepEqual(said(session), ['/p/README.md:1 license/missing']);
    host.files.put('/p/README.md', '# Only text\n');
    await session.refresh(['/p/README.md']);
    assert.deepEqual(said(session), []);
  });

  it('keeps an unsaved text when the file is deleted, until the editor closes', async () => {
    const { session, host } = await opened({ '/p/requirements.txt': 'torch==9\n' });
    session.change('/p/requirements.txt', 'torch\n');
    host.files.remove('/p/requirements.txt');
    await session.refresh(['/p/requirements.txt']);
    assert.equal(said(session).length, 1);
    await session.close('/p/requirements.txt');
    assert.deepEqual(said(session), []);
  });

  it('before and while it loads: the text of the editor counts', async () => {
    const host = memoryHost({ '/p/requirements.txt': 'torch==9\n', '/p/other/requirements.txt': 'numpy==9\n' });
    const session = new Session(host, { roots: ['/p'] });
    session.change('/p/requirements.txt', 'torch\n');
    const loading = session.load();
    session.change('/p/other/requirements.txt', 'numpy\n');
    await loading;
    assert.equal(said(session).length, 2);
  });

  it('lets a second load take the place of one that runs', async () => {
    const host = memoryHost({ '/p/requirements.txt': 'torch\n' });
    const session = new Session(host, { roots: ['/p'] });
    const first = session.load();
    host.files.put('/p/requirements.txt', 'torch==9.0.0\n');
    await Promise.all([first, session.load()]);
    assert.deepEqual(said(session), []);
    assert.equal(session.documents.length, 1);
  });

  it('forgets what is gone when it loads again', async () => {
    const { session, host } = await opened({
      '/p/requirements.txt': 'torch\n',
      '/p/a/requirements.txt': Uint8Array.of(0xff),
    });
    assert.equal(said(session).length, 2);
    host.files.remove('/p/requirements.txt');
    host.files.remove('/p/a/requirements.txt');
    await session.load();
    assert.deepEqual(said(session), []);
  });
});
