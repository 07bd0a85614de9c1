import assert from 'node:assert/strict';
import type { Reading } from '../../src/domain/document';
import type { FileStat } from '../../src/host/ports';
import { unreadWeights } from '../../src/project/read-weights';
import { ScanCache } from '../../src/pool/scan-cache';
import { FileError } from '../../src/host/ports';
import { memoryHost } from '../host/memory-host';

const stat: FileStat = { kind: 'file', size: 10, modified: 1, changed: 2, inode: 3 };
const folder = '/home/ada/.cache/weighbridge';
const harmful: Reading = {
  mentions: [{ kind: 'weights', path: { text: '', start: 0, end: 0 }, by: 'pickle' }],
  problems: [{ code: 'truncated', message: 'Cut.', start: 0, end: 0 }],
  weights: {
    format: 'pickle',
    size: 10,
    metadata: { a: 'b' },
    scan: {
      verdict: 'dangerous',
      findings: [{ code: 'x', verdict: 'dangerous', message: 'Bad.', member: 'm', offset: 1, data: { a: [1] } }],
    },
    tensors: { names: ['t'], bytes: 4 },
  },
};

describe('the cache of scans', () => {
  const host = memoryHost({});
  const cacheOf = (changes: Partial<ConstructorParameters<typeof ScanCache>[0]> = {}): ScanCache =>
    new ScanCache({ files: host.files, clock: host.clock, folder, version: '1', roots: ['/p'], ...changes });
  const entries = async (): Promise<readonly string[]> => {
    const found = await host.files.list(`${folder}/scans`).catch(() => []);
    return found.map(({ name }) => `${folder}/scans/${name}`);
  };

  beforeEach(async () => {
    for (const entry of await entries()) host.files.remove(entry);
  });

  it('gives back what was put, to another process too', async () => {
    await cacheOf().put('/p/a.pkl', stat, harmful);
    assert.deepEqual(await cacheOf().get('/p/a.pkl', stat), harmful);
    await cacheOf().put('/p/b.bin', stat, undefined);
    assert.equal(await cacheOf().get('/p/b.bin', stat), 'none');
  });

  for (const [what, path, other, version] of [
    ['another path', '/p/b.pkl', {}, '1'],
    ['another size', '/p/a.pkl', { size: 11 }, '1'],
    ['another time', '/p/a.pkl', { modified: 9 }, '1'],
    ['a change that hides its time', '/p/a.pkl', { changed: 9 }, '1'],
    ['another file of that name', '/p/a.pkl', { inode: 9 }, '1'],
    ['another version of the scanner', '/p/a.pkl', {}, '2'],
  ] as const) {
    it(`knows nothing of ${what}`, async () => {
      await cacheOf().put('/p/a.pkl', stat, harmful);
      assert.equal(await cacheOf({ version }).get(path, { ...stat, ...other }), undefined);
    });
  }

  it('keeps nothing of a file that changed just now, since another change may leave its times as they are', async () => {
    const now = host.clock.now().getTime();
    await cacheOf().put('/p/a.pkl', { ...stat, changed: now - 100 }, harmful);
    assert.deepEqual(await entries(), []);
  });

  it('is not kept in a workspace, nor taken from one', async () => {
    await cacheOf({ folder: '/p/.cache' }).put('/p/a.pkl', stat, harmful);
    const linked = { ...host.files, real: (path: string) => Promise.resolve(path.replace('/home/ada', '/p')) };
    const bound = Object.assign(Object.create(host.files) as typeof host.files, linked);
    await cacheOf({ files: bound }).put('/p/a.pkl', stat, harmful);
    assert.deepEqual(await entries(), []);
    await assert.rejects(host.files.list('/p/.cache/scans'));
  });

  it('lets no entry count that was tampered with', async () => {
    await cacheOf().put('/p/a.pkl', stat, harmful);
    const [entry] = await entries();
    const content = host.files.text(entry!);
    for (const tampered of [
      '',
      '{',
      'null',
      '[]',
      content.slice(0, -5),
      content.replace('/p/a.pkl', '/p/b.pkl'),
      content.replace('"findings":[', '"findings":[1,'),
      content.replace('"verdict":"dangerous","message"', '"verdict":"safe","message"'),
      content.replace('"names":["t"]', '"names":[1]'),
      content.replace('"size":10', '"size":"10"'),
      content.replace('"mentions":[', '"mentions":[1,'),
    ]) {
      assert.notEqual(tampered, content);
      host.files.put(entry!, tampered);
      assert.equal(await cacheOf().get('/p/a.pkl', stat), undefined, tampered);
    }
    host.files.put(entry!, content.replace('"scan":{"verdict":"dangerous"', '"scan":{"verdict":"safe"'));
    assert.deepEqual(await cacheOf().get('/p/a.pkl', stat), harmful);
  });

  it('remembers for itself alone where there is no folder, or it cannot be written', async () => {
    const refusing = Object.assign(Object.create(host.files) as typeof host.files, {
      write: () => Promise.reject(new FileError('not-writable', folder, 'EROFS')),
    });
    for (const cache of [cacheOf({ folder: undefined }), cacheOf({ files: refusing })]) {
      await cache.put('/p/a.pkl', stat, harmful);
      assert.deepEqual(await cache.get('/p/a.pkl', stat), harmful);
    }
    assert.deepEqual(await entries(), []);
  });

  it('lets the older half go when there are too many', async () => {
    for (let at = 0; at < 2001; at++) host.files.put(`${folder}/scans/${at}.json`, '');
    await cacheOf().put('/p/a.pkl', stat, unreadWeights(1, 'x', ''));
    assert.equal((await entries()).length, 1000);
  });
});
