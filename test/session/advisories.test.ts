import assert from 'node:assert/strict';
import { bundledSnapshot, writeSnapshot } from '../../src/facts/snapshot';
import { answer } from '../host/memory-host';
import { snapshotFile } from '../../src/lookup/snapshot-cache';
import { zipOf } from '../lookup/zip';
import { opened, said } from './open';

const policy = 'advisories:\n  source: ../mirror/all.zip\n';
const newer = writeSnapshot(
  '2026-07-24\t1\nacme\tPYSEC-2027-1\t\t9.8\t\t>=0 <2.1\t\n',
  '2026-07-24\t1\nevil\tMAL-2027-1\t*\n',
);
const files = { '/p/requirements.txt': 'acme==2.0\nevil==1.0\n', '/p/weighbridge.yaml': policy };
const caches = '/cache';
const found = ['/p/requirements.txt:0 dependency/vulnerable', '/p/requirements.txt:1 dependency/malicious'];

function kept(source?: string): string {
  return snapshotFile({ caches } as never, source)!;
}

describe('a session and its advisories', () => {
  it('goes by what was fetched, from the source that the policy names', async () => {
    const { session } = await opened({ ...files, [kept('/mirror/all.zip')]: newer }, { caches });
    assert.deepEqual(said(session), found);
    assert.equal(session.snapshot.advisories.asOf, '2026-07-24');
  });

  it('does not go by what was fetched for another project, or for a workspace that is not trusted', async () => {
    const tree = { ...files, [kept('/mirror/all.zip')]: newer };
    const { session } = await opened({ ...tree, '/p/weighbridge.yaml': '' }, { caches });
    assert.equal(session.snapshot, bundledSnapshot());
    const untrusted = await opened(tree, { caches, trusted: false });
    assert.equal(untrusted.session.snapshot, bundledSnapshot());
  });

  it('judges anew after an update, though the network is off for everything else', async () => {
    const http = { request: () => Promise.resolve({ ...answer(''), body: zipOf(records()) }) };
    const { session, host } = await opened(
      { ...files, '/p/weighbridge.yaml': '' },
      { caches, http, today: '2027-01-01' },
    );
    assert.deepEqual(said(session), []);
    const { before } = await session.updateAdvisories({ force: true });
    assert.equal(before, bundledSnapshot().advisories.asOf);
    assert.equal(host.requests.length, 1);
    assert.equal(session.networkAllowed, false);
    assert.deepEqual(said(session), found.slice(0, 1));
  });

  it('keeps its advisories where an update fails', async () => {
    const { session } = await opened(files, { caches });
    await assert.rejects(session.updateAdvisories({}), /could be had from \/mirror\/all\.zip/);
    assert.equal(session.snapshot, bundledSnapshot());
  });
});

function records(): Readonly<Record<string, string>> {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.1' }] }];
  const affected = [{ package: { ecosystem: 'PyPI', name: 'acme' }, ranges }];
  return { 'a.json': JSON.stringify({ id: 'PYSEC-2027-1', modified: '2026-12-01', affected }) };
}
