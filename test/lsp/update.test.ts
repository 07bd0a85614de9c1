import assert from 'node:assert/strict';
import { updateMethod, updateProgressMethod } from '../../src/lsp/protocol';
import type { UpdateProgress, UpdateResult } from '../../src/lsp/protocol';
import { withServer } from '../host/http-server';
import { zipOf } from '../lookup/zip';
import { startClient } from './client';

describe('an update of the advisories through the language server', () => {
  it('tells how far it is and what came, and publishes what is found now', async () => {
    const members = Array.from(
      { length: 4000 },
      (_, at) => [`${at}.json`, record(`PYSEC-2027-${at}`, `acme-${at}`)] as const,
    );
    const client = await startClient({
      'weighbridge.yaml': 'advisories:\n  source: mirror.zip\n',
      'mirror.zip': zipOf(Object.fromEntries(members)),
      'requirements.txt': 'acme-7==1.0\n',
    });
    const told: UpdateProgress[] = [];
    client.connection.onNotification(updateProgressMethod, (progress: UpdateProgress) => void told.push(progress));
    try {
      const { done, message } = await client.connection.sendRequest<UpdateResult>(updateMethod, {});
      assert.match(message, /^Advisories as of 2026-11-01 \(4000\), .* from .*mirror\.zip\./);
      assert.equal(done, true);
      assert.ok(told.length > 0 && told.every(({ percent }) => percent >= 0 && percent <= 100));
      const { diagnostics } = await client.diagnostics('requirements.txt', (one) => one.diagnostics.length > 0);
      assert.match(JSON.stringify(diagnostics), /PYSEC-2027-7, as of 2026-11-01/);
    } finally {
      client.stop();
    }
  });

  it('can be cancelled, and then everything is as before', () =>
    withServer(
      () => undefined,
      async (address, asked) => {
        const client = await startClient({ 'weighbridge.yaml': `advisories:\n  source: ${address}/all.zip\n` });
        try {
          const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
          const cancel = new CancellationTokenSource();
          const request = client.connection.sendRequest<UpdateResult>(updateMethod, {}, cancel.token);
          while (asked.length === 0) await new Promise((resume) => setTimeout(resume, 10));
          cancel.cancel();
          assert.deepEqual(await request, { done: false, message: 'The update was cancelled.' });
        } finally {
          client.stop();
        }
      },
    ));
});

function record(id: string, name: string): string {
  const affected = [{ package: { ecosystem: 'PyPI', name }, versions: ['1.0'] }];
  return JSON.stringify({ id, modified: '2026-11-01', affected });
}
