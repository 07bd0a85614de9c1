import assert from 'node:assert/strict';
import { bundledSnapshot, readSnapshot } from '../../src/facts/snapshot';
import type { Snapshot } from '../../src/facts/snapshot';
import { readAdvisories } from '../../src/facts/advisories-table';
import { readMalicious } from '../../src/facts/malicious-table';
import { nodeHttp } from '../../src/host/node-http';
import { refresh, RefreshError } from '../../src/lookup/refresh';
import type { Refreshed, RefreshOptions } from '../../src/lookup/refresh';
import { newestSnapshot, snapshotFile } from '../../src/lookup/snapshot-cache';
import { withServer } from '../host/http-server';
import { memoryHost } from '../host/memory-host';
import type { MemoryHost } from '../host/memory-host';
import type { MemoryEntry } from '../host/memory-files';
import { zipOf } from './zip';

const today = '2027-03-10';
const everything = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }];

/** What is known before. */
const little: Snapshot = {
  advisories: readAdvisories('2027-01-01\t1\nacme\tPYSEC-2026-9\tCVE-2027-1\t\texploited\t>=0\t\n'),
  malicious: readMalicious('2027-01-01\t1\nevil\tMAL-1\t*\n'),
};

const records = {
  'PYSEC-2027-1.json': record('PYSEC-2027-1', { aliases: ['CVE-2027-1'], modified: '2027-03-02T01:02:03Z' }),
  'GHSA-x.json': record('GHSA-x', { aliases: ['CVE-2027-7'], withdrawn: '2027-02-01T00:00:00Z' }),
  'MAL-2027-1.json': record('MAL-2027-1', { name: 'evil' }),
  'MAL-2027-2.json': record('MAL-2027-2', { name: 'LiteLLM', versions: ['1.82.7'], ranges: [] }),
  'npm.json': record('GHSA-y', { ecosystem: 'npm' }),
};

describe('an update of the advisories', () => {
  it('fetches an export, and what it says counts from then on', () =>
    withServer(
      (_, response) => response.end(zipOf(records)),
      async (source) => {
        const host = hostWith();
        const steps = new Set<string>();
        const done = await refresh(host, { source, current: little, progress: (step) => void steps.add(step) });
        assert.deepEqual(done, { before: '2027-01-01', from: source, keeps: [] });
        assert.deepEqual([...steps], ['fetch']);

        const { advisories, malicious } = await newestSnapshot(host, source);
        assert.equal(advisories.asOf, '2027-03-02');
        assert.deepEqual(
          advisories.of('acme').map(({ id, isExploited }) => [id, isExploited]),
          [['PYSEC-2027-1', true]],
        );
        assert.deepEqual(malicious.of('evil')?.releases, ['*']);
        assert.deepEqual(malicious.of('litellm'), { ids: ['MAL-2027-2'], releases: ['1.82.7'], popular: true });
        assert.equal((await newestSnapshot(host)).advisories.asOf, bundledSnapshot().advisories.asOf);
      },
    ));

  it('reads a mirror on the disk: an archive, its records, or what osv-scanner keeps', async () => {
    const mirrors: Readonly<Record<string, Readonly<Record<string, MemoryEntry>>>> = {
      '/mirror/all.zip': { '/mirror/all.zip': zipOf(records) },
      '/mirror': Object.fromEntries(Object.entries(records).map(([name, text]) => [`/mirror/${name}`, text])),
      '/mirror/osv-scanner': { '/mirror/osv-scanner/PyPI/all.zip': zipOf(records) },
    };
    for (const [source, files] of Object.entries(mirrors)) {
      const host = hostWith({ files });
      await refresh(host, { source, current: little });
      assert.equal((await newestSnapshot(host, source)).advisories.count, 1, source);
      assert.deepEqual(host.requests, []);
    }
  });

  it('keeps the reports of malicious packages that are known where an export has none', async () => {
    const host = hostWith({ files: { '/all.zip': zipOf({ 'a.json': records['PYSEC-2027-1.json'] }) } });
    const current = { ...little, malicious: bundledSnapshot().malicious };
    assert.deepEqual((await refresh(host, { source: '/all.zip', current })).keeps, ['reports']);
    const { malicious } = await newestSnapshot(host, '/all.zip');
    assert.equal(malicious.table, bundledSnapshot().malicious.table);
  });

  it('adds what a mirror of a few packages has to what is known, and takes out what it withdraws', async () => {
    const withdrawn = { withdrawn: '2027-02-01' };
    const mirror = {
      ...records,
      'PYSEC-2026-8.json': record('PYSEC-2026-8', withdrawn),
      'MAL-8.json': record('MAL-8', { name: 'good', ...withdrawn }),
    };
    const host = hostWith({ files: { '/all.zip': zipOf(mirror) } });
    const names = Array.from({ length: 9 }, (_, at) => `PYSEC-2026-${at}`);
    const current = {
      advisories: readAdvisories(`2027-01-01\t9\n${names.map((id) => `acme\t${id}\t\t\t\t>=0\t\n`).join('')}`),
      malicious: readMalicious('2027-01-01\t9\ngood\tMAL-8\t*\nlitellm!\tMAL-7\t1.82.8\n'),
    };
    assert.deepEqual((await refresh(host, { source: '/all.zip', current })).keeps, ['advisories', 'reports']);
    const { advisories, malicious } = await newestSnapshot(host, '/all.zip');
    assert.deepEqual(
      advisories.of('acme').map(({ id }) => id),
      [...names.filter((id) => id !== 'PYSEC-2026-8'), 'PYSEC-2027-1'],
    );
    assert.deepEqual([...malicious.names], ['evil', 'litellm']);
    assert.deepEqual(malicious.of('litellm')?.releases, ['1.82.7', '1.82.8']);
    assert.deepEqual([advisories.asOf, malicious.asOf], ['2027-03-02', '2027-03-02']);
  });

  const refused: Readonly<Record<string, readonly [MemoryEntry, RegExp]>> = {
    'no archive': ['<html>', /no zip archive/],
    'the beginning of an archive': [zipOf(records).subarray(0, 300), /no zip archive/],
    'an archive with a garbled list': [garbled(zipOf(records)), /list of contents is broken/],
    'an archive with nothing in it': [zipOf({}), /no zip archive|no OSV record/],
    'records that are none': [zipOf({ 'a.json': '{', 'b.json': '[]', 'c.json': '{"id":7}' }), /3 of 3 records/],
    'a bomb': [zipOf({ 'a.json': '1'.repeat(9 << 20) }), /1 of 1 records/],
    'a bomb that claims to be small': [zipOf({ 'a.json': '1'.repeat(9 << 20) }, () => 10), /1 of 1 records/],
    'an archive that claims to unpack to terabytes': [zipOf(many(1100), () => 0xfffffff0), /holds too much/],
    'an archive that is too large': [{ size: 2 ** 40 }, /too large/],
    'an export that is older': [zipOf({ 'a.json': record('PYSEC-2020-1', { modified: '2020-01-01' }) }), /2020-01-01/],
    'a record from the future alone': [
      zipOf({ 'a.json': record('A-1', { modified: '2099-01-01' }) }),
      /a day in the past/,
    ],
  };
  for (const [what, [content, why]] of Object.entries(refused)) {
    it(`refuses ${what}, and leaves everything as it was`, async () => {
      const host = hostWith({ files: { '/all.zip': content } });
      const kept = await before(host, '/all.zip');
      await assert.rejects(refresh(host, { source: '/all.zip', current: little }), saying(why));
      assert.equal(host.files.text(snapshotFile(host, '/all.zip')!), kept);
    });
  }

  it('takes less than half of what is known from OSV itself only by force', async () => {
    const request = () => Promise.resolve({ status: 200, headers: {}, body: zipOf(records) });
    const host = hostWith({ http: { request } });
    const advisories = readAdvisories(`2027-01-01\t3\n${'acme\tPYSEC-2026-9\t\t\t\t>=0\t\n'.repeat(3)}`);
    const current = { ...little, advisories };
    await assert.rejects(refresh(host, { current }), saying(/only 1, where 3 are known/));
    await refresh(host, { current, force: true });
    assert.equal((await newestSnapshot(host)).advisories.count, 1);
  });

  it('says why nothing came from a server, and keeps what there was', async () => {
    const answers: Readonly<Record<string, RegExp>> = {
      '/404': /the server answers 404/,
      '/500': /the server answers 500/,
      '/away': /another site/,
      '/cut': /broke off/,
      '/huge': /more than \d+ bytes/,
    };
    await withServer(
      ({ url, socket }, response) => {
        if (url === '/away') response.writeHead(302, { location: 'https://example.org/' }).end();
        else if (url === '/cut') response.writeHead(200, { 'content-length': 9 }).write('PK', () => socket.destroy());
        else if (url === '/huge') response.writeHead(200, { 'content-length': 2 ** 40 }).write('PK');
        else response.writeHead(Number(url!.slice(1))).end();
      },
      async (address) => {
        for (const [path, why] of Object.entries(answers)) {
          const source = address + path;
          const host = hostWith();
          const kept = await before(host, source);
          await assert.rejects(refresh(host, { source, current: little }), saying(why), path);
          assert.equal(host.files.text(snapshotFile(host, source)!), kept);
        }
      },
    );
  });

  it('can be cancelled while it fetches and while it reads', async () => {
    const cancel = new AbortController();
    const options: RefreshOptions = { source: '/all.zip', current: little, signal: cancel.signal };
    const host = hostWith({ files: { '/all.zip': zipOf(many(300)) } });
    const reading = refresh(host, { ...options, progress: () => cancel.abort() });
    await assert.rejects(reading, saying(/cancelled/));
    assert.throws(() => host.files.text(snapshotFile(host, '/all.zip')!));
    await withServer(
      (_, response) => void response.write('PK', () => cancel.abort()),
      (source) => assert.rejects(refresh(host, { ...options, source }), saying(/cancelled/)),
    );
  });

  it('never tells a password in the address of its source', async () => {
    const { message } = await failureOf(
      refresh(hostWith(), { source: 'http://me:secret@127.0.0.1:1/all.zip?sig=secret', current: little }),
    );
    assert.match(message, /http:\/\/127\.0\.0\.1:1\/all\.zip/);
    assert.doesNotMatch(message, /secret/);
  });

  it('says where there is no folder for it', async () => {
    const host = { ...hostWith(), caches: undefined };
    await assert.rejects(refresh(host, { source: '/all.zip', current: little }), saying(/XDG_CACHE_HOME/));
  });
});

describe('the offline database of osv-scanner', () => {
  const environment = { OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY: '/osv' };
  const osv = (body: Buffer): MemoryHost =>
    hostWith({ environment, http: { request: () => Promise.resolve({ status: 200, headers: {}, body }) } });

  it('gets what is fetched, where its variable says', async () => {
    const host = osv(zipOf(records));
    await refresh(host, { current: little });
    assert.deepEqual(await host.files.read('/osv/osv-scanner/PyPI/all.zip', 1 << 20), zipOf(records));
    assert.deepEqual(host.requests, ['https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip']);
  });

  it('is kept up to date where newer versions of it look', async () => {
    const host = osv(zipOf(records));
    host.files.put('/osv/osv-scalibr/PyPI/all.zip', 'old');
    await refresh(host, { current: little });
    assert.deepEqual(await host.files.read('/osv/osv-scalibr/PyPI/all.zip', 1 << 20), zipOf(records));
  });

  it('is read where the network cannot be reached', async () => {
    const host = hostWith({
      environment,
      files: { '/osv/osv-scanner/PyPI/all.zip': zipOf(records) },
      http: { request: () => nodeHttp({}).request('http://127.0.0.1:1', { timeout: 1000, limit: 1 }) },
    });
    assert.equal((await refresh(host, { current: little })).from, '/osv/osv-scanner/PyPI/all.zip');
    assert.equal((await newestSnapshot(host)).advisories.asOf, '2027-03-02');
  });
});

describe('the snapshot that was fetched', () => {
  it('counts only where it is newer than the one of the program, and whole', async () => {
    const host = hostWith({ files: { '/all.zip': zipOf(records) } });
    const file = snapshotFile(host, '/all.zip')!;
    await refresh(host, { source: '/all.zip', current: little });
    const text = host.files.text(file);
    assert.notEqual(await newestSnapshot(host, '/all.zip'), bundledSnapshot());

    for (const spoilt of [text.slice(0, -10), text.replaceAll('2027-03-02', '2020-03-02'), '', 'x', '\n\n']) {
      host.files.put(file, spoilt);
      assert.equal(await newestSnapshot(host, '/all.zip'), bundledSnapshot());
    }
    assert.match(host.warnings.join(), /cannot be read/);
    assert.equal(readSnapshot(text)?.malicious.count, 2);
  });
});

interface RecordParts {
  readonly name?: string;
  readonly ecosystem?: string;
  readonly versions?: readonly string[];
  readonly ranges?: readonly unknown[];
  readonly aliases?: readonly string[];
  readonly modified?: string;
  readonly withdrawn?: string;
}

function record(
  id: string,
  {
    name = 'acme',
    ecosystem = 'PyPI',
    versions = [],
    ranges = everything,
    modified = '2027-02-01',
    ...rest
  }: RecordParts,
): string {
  return JSON.stringify({ id, modified, ...rest, affected: [{ package: { ecosystem, name }, versions, ranges }] });
}

function many(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.json`, record(`A-${at}`, {})]));
}

function garbled(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  copy.write('XX', archive.indexOf('PK\x01\x02'));
  return copy;
}

function hostWith({
  files = {},
  environment = {},
  http = nodeHttp({}),
}: {
  files?: Readonly<Record<string, MemoryEntry>>;
  environment?: Readonly<Record<string, string>>;
  http?: MemoryHost['http'];
} = {}): MemoryHost {
  return memoryHost(files, { environment, today, http, caches: '/cache' });
}

/** Puts something in the place of an earlier snapshot. */
async function before(host: MemoryHost, source: string): Promise<string> {
  await host.files.write(snapshotFile(host, source)!, 'what was there');
  return 'what was there';
}

function saying(why: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof RefreshError && why.test(error.message);
}

async function failureOf(refreshing: Promise<Refreshed>): Promise<Error> {
  return refreshing.then(
    () => assert.fail('it was taken'),
    (error: unknown) => error as Error,
  );
}
