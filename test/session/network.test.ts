import assert from 'node:assert/strict';
import { nodeHost } from '../../src/host/node';
import type { Http } from '../../src/host/ports';
import { withServer } from '../host/http-server';
import { answer } from '../host/memory-host';
import { opened } from './open';

const commit = '0123456789abcdef0123456789abcdef01234567';
const app = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat")\n';
const network = 'network: on\n';
const hub: Http = { request: () => Promise.resolve(answer(JSON.stringify({ sha: commit }))) };

describe('a session and the network', () => {
  it('asks nobody while the network is off', async () => {
    const { session, host } = await opened({ '/p/app.py': app }, { http: hub });
    assert.equal(session.networkAllowed, false);
    assert.deepEqual(host.requests, []);
    assert.deepEqual(session.judgement('/p/app.py')?.findings[0]?.fixes, []);
  });

  it('asks the Hub once for each thing where the policy of the root turns it on', async () => {
    const { session, host } = await opened(
      { '/p/app.py': app + app, '/p/b/app.py': app, '/p/weighbridge.yaml': network },
      { http: hub },
    );
    assert.deepEqual(host.requests, ['https://huggingface.co/api/models/acme/chat/revision/main']);
    assert.match(session.judgement('/p/b/app.py')!.findings[0]!.message, /0123456 \(from the Hub\)/);
    await session.settle();
    await session.lookUp();
    assert.equal(host.requests.length, 1);
  });

  it('is turned on by --online whatever the policy says', async () => {
    const { host } = await opened(
      { '/p/app.py': app, '/p/weighbridge.yaml': 'network: off\n' },
      { http: hub, online: true },
    );
    assert.equal(host.requests.length, 1);
  });

  it('stays off in a workspace that is not trusted, and for the policy of a folder below the root', async () => {
    const untrusted = await opened({ '/p/app.py': app, '/p/weighbridge.yaml': network }, { http: hub, trusted: false });
    assert.deepEqual(untrusted.host.requests, []);
    const below = await opened({ '/p/vendor/app.py': app, '/p/vendor/weighbridge.yaml': network }, { http: hub });
    assert.deepEqual(below.host.requests, []);
  });

  it('hears when the policy turns it on, and off', async () => {
    const { session, host } = await opened({ '/p/app.py': app, '/p/weighbridge.yaml': '' }, { http: hub });
    session.change('/p/weighbridge.yaml', network);
    await session.settle();
    await session.lookUp();
    assert.equal(host.requests.length, 1);
    session.change('/p/weighbridge.yaml', '');
    session.change('/p/app.py', app.replace('acme/chat', 'acme/other'));
    await session.settle();
    await session.lookUp();
    assert.equal(host.requests.length, 1);
  });

  it('prefers the cache of this machine', async () => {
    const { host } = await opened(
      { '/p/app.py': app, '/h/hub/models--acme--chat/refs/main': commit },
      { http: hub, online: true, environment: { HF_HOME: '/h' } },
    );
    assert.deepEqual(host.requests, []);
  });

  it('keeps names of local files to itself', async () => {
    const local = ['./models/chat', '/home/me/chat', '../chat', 'models/chat', '~/chat', 'C:\\\\chat', 'a/b/c'];
    const lines = local.map((name) => `AutoModel.from_pretrained("${name}")\n`).join('');
    const { host } = await opened(
      { '/p/app.py': `from transformers import AutoModel\n${lines}`, '/p/models/chat/config.json': '{}' },
      { http: hub, online: true },
    );
    assert.deepEqual(host.requests, []);
  });

  it('never asks the Hub about models of other registries', async () => {
    const code = `import mlflow, spacy, torch
torch.hub.load("acme/nets:v1", "tiny"); mlflow.pyfunc.load_model("models:/churn@champion"); spacy.load("en_core_web_sm")
torch.hub.load_state_dict_from_url("https://example.org/a.pth")`;
    const { host } = await opened({ '/p/app.py': code }, { http: hub, online: true });
    assert.deepEqual(host.requests, []);
  });

  it('goes on where the Hub fails, and logs the code alone', async () => {
    const { session, host } = await opened(
      { '/p/app.py': app },
      { http: { request: () => Promise.reject(new Error('secret')) }, online: true },
    );
    assert.equal(session.judgement('/p/app.py')?.findings.length, 1);
    assert.deepEqual(host.warnings, ['look-ups at the Hub failed: it answers in a way that is not understood here']);
  });

  it('asks the endpoint that the environment names', () =>
    withServer(
      (_, response) => response.end(JSON.stringify({ sha: commit })),
      async (address, asked) => {
        const { http } = nodeHost({ info: () => undefined, warn: () => undefined });
        const { session } = await opened(
          { '/p/app.py': app },
          { http, online: true, environment: { HF_ENDPOINT: address } },
        );
        assert.deepEqual(asked, ['/api/models/acme/chat/revision/main']);
        assert.equal(session.judgement('/p/app.py')?.findings[0]?.fixes[0]?.safety, 'safe');
      },
    ));
});
