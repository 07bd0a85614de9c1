import assert from 'node:assert/strict';
import { FileError } from '../../src/host/ports';
import { Pool, PoolError } from '../../src/pool/pool';
import { temporaryFolder } from '../host/temporary-folder';

/** A program for threads that does what the path of a job says. */
const obedient = `
  const { parentPort, threadId } = require('node:worker_threads');
  const acts = {
    '/id': () => parentPort.postMessage({ kind: 'done', result: threadId }),
    '/exit': () => process.exit(3),
    '/throw': () => { throw new RangeError('what stands in the file'); },
    '/hog': () => { const held = []; for (;;) held.push(new Array(1e5).fill({})); },
    '/forever': () => { for (;;); },
    '/environment': () => parentPort.postMessage({ kind: 'done', result: Object.keys(process.env) }),
    '/fault': () => parentPort.postMessage({ kind: 'fault', name: 'RangeError' }),
  };
  parentPort.on('message', ({ path }) => acts[path]());
`;

describe('the pool', () => {
  const read = (pool: Pool, path: string, signal?: AbortSignal): Promise<unknown> =>
    pool.run({ kind: 'read', path }, signal && { signal });
  const failing = (code: string) => (error: unknown) => error instanceof PoolError && error.code === code;

  it('starts threads when there is work, uses them again, and no more than it may', async () => {
    const pool = new Pool({ size: 2, code: obedient });
    assert.equal(pool.threads, 0);
    const ids = await Promise.all(Array.from({ length: 9 }, () => read(pool, '/id')));
    assert.equal(new Set(ids).size, 2);
    assert.equal(pool.threads, 2);
  });

  it('ends threads that wait', async () => {
    const pool = new Pool({ size: 1, code: obedient, idle: 0 });
    await read(pool, '/id');
    while (pool.threads > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(typeof (await read(pool, '/id')), 'number');
  });

  it('lets a crash cost its own job alone, and goes on', async () => {
    const pool = new Pool({ size: 1, code: obedient });
    const jobs = ['/exit', '/id', '/throw', '/fault', '/id'].map((path) => read(pool, path));
    const ended = await Promise.allSettled(jobs);
    assert.deepEqual(
      ended.map(({ status }) => status),
      ['rejected', 'fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    for (const one of ended) {
      if (one.status === 'fulfilled') continue;
      assert.ok(failing('crashed')(one.reason));
      assert.doesNotMatch((one.reason as Error).message, /stands in the file/);
    }
  });

  it('bounds the memory and the time of a job', async () => {
    const pool = new Pool({ size: 1, code: obedient, memory: 16, timeout: 5_000 });
    await assert.rejects(read(pool, '/hog'), failing('out-of-memory'));
    const hasty = new Pool({ size: 1, code: obedient, timeout: 1 });
    await assert.rejects(read(hasty, '/forever'), failing('timeout'));
    assert.equal(typeof (await read(pool, '/id')), 'number');
  });

  it('ends a job that is cancelled, whether it waits or runs', async () => {
    const pool = new Pool({ size: 1, code: obedient });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const jobs = [
      read(pool, '/forever', running.signal),
      read(pool, '/forever', waiting.signal),
      read(pool, '/id'),
      read(pool, '/id', AbortSignal.abort(new Error('before'))),
    ];
    waiting.abort(new Error('waited'));
    running.abort(new Error('ran'));
    const ended = await Promise.allSettled(jobs);
    assert.deepEqual(
      ended.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : typeof one.value)),
      ['ran', 'waited', 'number', 'before'],
    );
  });

  it('gives its threads no environment', async () => {
    assert.deepEqual(await read(new Pool({ code: obedient }), '/environment'), []);
  });
});

describe('a thread of the pool', () => {
  const pool = new Pool({ size: 1 });
  const shell = 'cposix\nsystem\n(S"id"\ntR.';

  it('reads a weight file', async () => {
    const folder = temporaryFolder({ 'a.pkl': shell, 'b.bin': 'nothing' });
    const reading = await pool.run({ kind: 'read', path: `${folder}/a.pkl` });
    assert.equal(reading?.weights?.scan?.verdict, 'dangerous');
    assert.equal(await pool.run({ kind: 'read', path: `${folder}/b.bin` }), undefined);
  });

  it('inspects a file', async () => {
    const folder = temporaryFolder({ 'a.pkl': shell });
    const { verdict, sha256, listings } = await pool.run({
      kind: 'inspect',
      path: `${folder}/a.pkl`,
      hash: true,
      opcodes: true,
    });
    assert.deepEqual([verdict, sha256?.length, listings?.length], ['dangerous', 64, 1]);
  });

  it('tells how far it is', async () => {
    const folder = temporaryFolder({ 'a.pkl': bigPickle(40 << 20) });
    const told: number[] = [];
    await pool.run({ kind: 'read', path: `${folder}/a.pkl` }, { onBytes: (bytes) => told.push(bytes) });
    assert.ok(told.length > 0 && told.every((bytes, at) => bytes > (told[at - 1] ?? 0)));
  });

  it('tells files that cannot be read from faults', async () => {
    const gone = pool.run({ kind: 'read', path: `${temporaryFolder()}/gone.pkl` });
    await assert.rejects(gone, (error) => error instanceof FileError && error.code === 'not-found');
  });
});

/** `None` put down and taken off again, over and over. */
function bigPickle(size: number): Uint8Array {
  const bytes = Buffer.alloc(size, 'N0');
  bytes.write('N.', size - 2, 'latin1');
  return bytes;
}
