import assert from 'node:assert/strict';
import { guarded } from '../../src/host/guarded';
import { nodeHost } from '../../src/host/node';
import { HttpError } from '../../src/host/ports';
import type { Http } from '../../src/host/ports';
import { withServer } from './http-server';

const { http } = nodeHost({ info: () => undefined, warn: () => undefined });
const usual = { timeout: 5000, limit: 1000 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no failure';
  } catch (error) {
    assert.ok(error instanceof HttpError, String(error));
    return error.code;
  }
}

describe('requests', () => {
  it('give status and body', () =>
    withServer(
      (request, response) => response.writeHead(request.url === '/a' ? 200 : 404).end('é'),
      async (address) => {
        assert.deepEqual(await http.get(`${address}/a`, usual), { status: 200, body: 'é' });
        assert.deepEqual(await http.get(`${address}/b`, usual), { status: 404, body: 'é' });
      },
    ));

  it('stop at a body that is too large, even one without end', () =>
    withServer(
      (_, response) => {
        const more = (): void => void (response.destroyed || response.write('x'.repeat(10_000), more));
        more();
      },
      async (address) => assert.equal(await codeOf(http.get(address, usual)), 'too-large'),
    ));

  it('stop waiting, for an answer and for the rest of one', () =>
    withServer(
      (request, response) => void (request.url === '/slow' && response.write('begun')),
      async (address) => {
        assert.equal(await codeOf(http.get(address, { ...usual, timeout: 50 })), 'timeout');
        assert.equal(await codeOf(http.get(`${address}/slow`, { ...usual, timeout: 50 })), 'timeout');
      },
    ));

  it('say where nobody answers', async () => {
    assert.equal(await codeOf(http.get('http://127.0.0.1:1/', usual)), 'unreachable');
    assert.equal(await codeOf(http.get('not a url', usual)), 'unreachable');
    await withServer(
      (request) => request.socket.destroy(),
      async (address) => assert.equal(await codeOf(http.get(address, usual)), 'unreachable'),
    );
  });
});

describe('the guard', () => {
  it('refuses while the network is off, and asks each time', async () => {
    const asked: string[] = [];
    const inner: Http = {
      get(url) {
        asked.push(url);
        return Promise.resolve({ status: 200, body: '' });
      },
    };
    let allowed = false;
    const guard = guarded(inner, () => allowed);
    assert.equal(await codeOf(guard.get('http://a', usual)), 'network-off');
    allowed = true;
    assert.equal((await guard.get('http://b', usual)).status, 200);
    allowed = false;
    assert.equal(await codeOf(guard.get('http://c', usual)), 'network-off');
    assert.deepEqual(asked, ['http://b']);
  });
});
