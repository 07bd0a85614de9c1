import assert from 'node:assert/strict';
import { chmodSync, truncateSync, utimesSync } from 'node:fs';
import { nodeHost } from '../../src/host/node';
import { FileError, type Files, type Host } from '../../src/host/ports';
import { Pool } from '../../src/pool/pool';
import { pooledWeights } from '../../src/pool/weight-files';
import { temporaryFolder } from '../host/temporary-folder';

const { files, ...others } = nodeHost({ info: () => undefined, warn: () => undefined });
const host: Host = { ...others, files, caches: undefined };
const never = new AbortController().signal;

/** More than is read without a thread: `None` put down and taken off again, then a command. */
const big = Buffer.concat([Buffer.alloc(2 << 20, 'N0'), Buffer.from('cposix\nsystem\n(S"id"\ntR.')]);

describe('pool: weight files', () => {
  it('are read without a thread where few bytes tell all, whatever their size', async () => {
    const pool = new Pool();
    const header = Buffer.from(JSON.stringify({ a: { dtype: 'U8', shape: [2 ** 33], data_offsets: [0, 2 ** 33] } }));
    const length = Buffer.alloc(8);
    length.writeUInt32LE(header.length);
    const folder = temporaryFolder({ 'a.safetensors': Buffer.concat([length, header]), 'b.pkl': 'cposix\nsystem\n.' });
    truncateSync(`${folder}/a.safetensors`, 8 + header.length + 2 ** 33);
    const read = pooledWeights(host, pool, []);
    const huge = await read(`${folder}/a.safetensors`, never);
    assert.deepEqual(huge?.weights?.scan, { verdict: 'safe', findings: [] });
    assert.equal((await read(`${folder}/b.pkl`, never))?.weights?.scan?.verdict, 'dangerous');
    assert.equal(pool.threads, 0);
  });

  it('are read in a thread where it takes many', async () => {
    const pool = new Pool();
    const reading = await pooledWeights(host, pool, [])(`${temporaryFolder({ 'a.pkl': big })}/a.pkl`, never);
    assert.equal(reading?.weights?.scan?.verdict, 'dangerous');
    assert.equal(pool.threads, 1);
  });

  it('do not hold up anything else meanwhile', async () => {
    const folder = temporaryFolder({ 'a.pkl': Buffer.alloc(30 << 20, 'N0') });
    const order: string[] = [];
    const scan = pooledWeights(host, new Pool(), [])(`${folder}/a.pkl`, never).then(() => order.push('scan'));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
    order.push('keystroke');
    await scan;
    assert.deepEqual(order, ['keystroke', 'scan']);
  });

  for (const [code, program] of [
    ['weights/scan-crashed', 'process.exit(1)'],
    ['weights/scan-timeout', 'for (;;);'],
  ] as const) {
    it(`are unknown, never safe: ${code}`, async () => {
      const pool = new Pool({ code: program, timeout: 300 });
      const reading = await pooledWeights(host, pool, [])(`${temporaryFolder({ 'a.pkl': big })}/a.pkl`, never);
      assert.equal(reading?.weights?.scan?.verdict, 'unknown');
      assert.deepEqual(
        reading.weights.scan.findings.map((finding) => finding.code),
        [code],
      );
    });
  }

  it('are read again when they changed meanwhile, and unknown when they go on changing', async () => {
    const folder = temporaryFolder({ 'a.pkl': 'N.' });
    const path = `${folder}/a.pkl`;
    let reads = 0;
    const changing = (times: number): Files => ({
      ...files,
      async readAt(...given) {
        const bytes = await files.readAt(...given);
        if (reads++ < times) utimesSync(path, 1, reads);
        return bytes;
      },
    });
    const once = await pooledWeights({ ...host, files: changing(1) }, new Pool(), [])(path, never);
    assert.equal(once?.weights?.scan?.verdict, 'safe');
    reads = 0;
    const always = await pooledWeights({ ...host, files: changing(Infinity) }, new Pool(), [])(path, never);
    assert.deepEqual(
      always?.weights?.scan?.findings.map(({ code }) => code),
      ['weights/changed-while-read'],
    );
  });

  it('are not read once that is cancelled', async () => {
    const stop = new AbortController();
    const read = pooledWeights(host, new Pool(), [])(`${temporaryFolder({ 'a.pkl': big })}/a.pkl`, stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(read, /enough/);
  });

  it('that are gone or closed to us fail as files', async () => {
    const read = pooledWeights(host, new Pool(), []);
    const failing = (code: string) => (error: unknown) => error instanceof FileError && error.code === code;
    const folder = temporaryFolder({ 'a.pkl': 'N.' });
    await assert.rejects(read(`${folder}/gone.pkl`, never), failing('not-found'));
    await assert.rejects(read(folder, never), failing('unreadable'));
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    chmodSync(`${folder}/a.pkl`, 0);
    await assert.rejects(read(`${folder}/a.pkl`, never), failing('unreadable'));
  });
});
