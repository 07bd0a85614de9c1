import assert from 'node:assert/strict';
import type { Reading } from '../../src/domain/document';
import { unreadWeights, type ReadWeights } from '../../src/project/read-weights';
import { opened, said } from './open';
import { Session } from '../../src/session';
import { memoryHost } from '../host/memory-host';

/** Weight files that are read only when the test says so. */
class Slow {
  readonly asked: string[] = [];
  readonly #waiting = new Map<string, (reading: Reading | undefined) => void>();

  readonly read: ReadWeights = (path, signal) => {
    this.asked.push(path);
    return new Promise((resolve, reject) => {
      this.#waiting.set(path, resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };

  /** The file turns out to be unknown, and the reason is told. */
  finish(path: string, code = 'packed/unknown'): void {
    this.#waiting.get(path)!(unreadWeights(1, code, 'Nobody knows.'));
  }
}

const tree = { '/p/requirements.txt': 'torch\n', '/p/a.pt': 'x', '/p/b.pt': 'x' };
const text = '/p/requirements.txt:0 dependency/unpinned';
const [a, b] = ['/p/a.pt:0 weights/unknown', '/p/b.pt:0 weights/unknown'];

/** Lets everything happen that does not wait for a file. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('a session and its weight files', () => {
  function started(): { session: Session; slow: Slow; shown: string[][]; loaded: Promise<void> } {
    const slow = new Slow();
    const shown: string[][] = [];
    const onJudged = (): void => void shown.push([...said(session)]);
    const session: Session = new Session(memoryHost(tree), { roots: ['/p'], readWeights: slow.read, onJudged });
    return { session, slow, shown, loaded: session.load() };
  }

  it('shows what is found in texts before any weight file is read', async () => {
    const { session, slow, shown, loaded } = started();
    await turn();
    assert.deepEqual(shown, [[text]]);
    slow.finish('/p/b.pt');
    slow.finish('/p/a.pt');
    await loaded;
    assert.deepEqual(said(session), [a, b, text]);
  });

  it('judges a keystroke while weight files are read', async () => {
    const { session, slow, loaded } = started();
    await turn();
    session.change('/p/requirements.txt', 'torch==9\nnumpy\n');
    assert.deepEqual(said(session), ['/p/requirements.txt:1 dependency/unpinned']);
    slow.finish('/p/a.pt');
    slow.finish('/p/b.pt');
    await loaded;
    assert.deepEqual(said(session), [a, b, '/p/requirements.txt:1 dependency/unpinned']);
  });

  it('reads a file that changes meanwhile anew, and forgets the older request', async () => {
    const { session, slow, loaded } = started();
    await turn();
    const refreshed = session.refresh(['/p/a.pt']);
    await turn();
    assert.deepEqual(slow.asked, ['/p/a.pt', '/p/b.pt', '/p/a.pt']);
    slow.finish('/p/b.pt');
    await loaded;
    assert.deepEqual(said(session), [b, text]);
    slow.finish('/p/a.pt');
    await refreshed;
    assert.deepEqual(said(session), [a, b, text]);
  });

  it('keeps what it knew of a file until it is read again', async () => {
    const { session, slow, loaded } = started();
    await turn();
    slow.finish('/p/a.pt');
    slow.finish('/p/b.pt');
    await loaded;
    const again = session.load();
    await turn();
    assert.deepEqual(said(session), [a, b, text]);
    slow.finish('/p/a.pt', 'weights/no-rule-speaks-of-this');
    slow.finish('/p/b.pt');
    await again;
    assert.deepEqual(said(session), [b, text]);
  });

  it('says which files were not read when it is stopped', async () => {
    const { session, slow, loaded } = started();
    await turn();
    slow.finish('/p/a.pt');
    await turn();
    session.stop();
    await loaded;
    assert.deepEqual(said(session), [a, '/p/b.pt:0 stopped', text]);
    const refreshed = session.refresh(['/p/b.pt']);
    await turn();
    slow.finish('/p/b.pt');
    await refreshed;
    assert.deepEqual(said(session), [a, b, text]);
  });

  it('lets a file go that is deleted while it is read', async () => {
    const { host, session } = await opened({ '/p/requirements.txt': 'torch\n' });
    host.files.put('/p/a.pt', 'x');
    const slow = new Slow();
    const other = new Session(host, { roots: ['/p'], readWeights: slow.read });
    const loaded = other.load();
    await turn();
    host.files.remove('/p/a.pt');
    await other.refresh(['/p/a.pt']);
    await loaded;
    assert.deepEqual(said(other), said(session));
  });

  it('lets a fault of the reader cost one file', async () => {
    const { session } = await opened(tree, {
      readWeights: (path) => (path === '/p/a.pt' ? Promise.reject(new TypeError()) : Promise.resolve(undefined)),
    });
    assert.deepEqual(said(session), ['/p/a.pt:0 scan-failed', text]);
  });
});
