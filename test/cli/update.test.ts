import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { zipOf } from '../lookup/zip';
import { withServer } from '../host/http-server';
import { temporaryFolder } from '../host/temporary-folder';

const binary = `${process.cwd()}/dist/cli.js`;
const record = {
  id: 'PYSEC-2027-1',
  modified: '2026-07-30T00:00:00Z',
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'acme' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.1' }] }],
    },
  ],
};

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

describe('weighbridge update', () => {
  before(function () {
    if (existsSync(binary)) return;
    console.warn(`SKIPPED: ${binary} is not built; "npm run build" makes it.`);
    this.skip();
  });

  it('reads the mirror that the policy names, and checks go by it from then on', async () => {
    const caches = temporaryFolder();
    const folder = temporaryFolder({
      'weighbridge.yaml': 'advisories:\n  source: mirror/all.zip\n',
      'requirements.txt': 'acme==2.0\n',
      'mirror/all.zip': zipOf({ 'a.json': JSON.stringify(record) }),
    });
    assert.equal((await ran(folder, caches, 'check')).out.includes('dependency/vulnerable'), false);
    const added = await ran(folder, caches, 'update');
    assert.equal(added.status, 0, added.err);
    assert.match(added.out, /^Advisories as of 2026-07-30 \(\d{4,}\).* has few advisories and reports/);

    const done = await ran(folder, caches, 'update', '--force');
    assert.equal(done.status, 0, done.err);
    assert.match(done.out, /^Advisories as of 2026-07-30 \(1\)/);
    const { out } = await ran(folder, caches, 'check', '--format', 'json');
    const report = JSON.parse(out) as { advisories: object; findings: { rule: string; message: string }[] };
    assert.deepEqual(report.advisories, { asOf: '2026-07-30', count: 1 });
    assert.match(report.findings[0]!.message, /PYSEC-2027-1, as of 2026-07-30\).*2\.1/);
  });

  it('leaves what was there whole where it is killed', () =>
    withServer(
      (_, response) => void response.write(zipOf({ 'a.json': JSON.stringify(record) }).subarray(0, 50)),
      async (source, asked) => {
        const caches = temporaryFolder();
        const child = spawn(process.execPath, [binary, 'update', '--source', source], {
          env: { ...process.env, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches },
        });
        while (asked.length === 0) await new Promise((resume) => setTimeout(resume, 10));
        child.kill('SIGKILL');
        await new Promise((ended) => child.once('close', ended));
        assert.deepEqual(readdirSync(caches), []);
      },
    ));

  it('says where nobody answers, in one line', async () => {
    const { status, err } = await ran(
      temporaryFolder(),
      temporaryFolder(),
      'update',
      '--source',
      'http://127.0.0.1:1/x',
    );
    assert.equal(status, 2);
    assert.match(err, /^weighbridge: No advisories could be had from http:\/\/127\.0\.0\.1:1\/x: .*\n$/);
  });
});

async function ran(folder: string, caches: string, ...words: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const status = await new Promise<number | null>((ended) => child.once('close', ended));
  return { status, out, err };
}
