import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { guarded } from '../../src/host/guarded';
import { nodeHttp } from '../../src/host/node-http';
import { HttpError } from '../../src/host/ports';
import type { Http } from '../../src/host/ports';
import { certificate } from './certificate';
import { withProxy, withSecureServer, withServer } from './http-server';
import { answer } from './memory-host';
import { temporaryFolder } from './temporary-folder';

const http = nodeHttp({});
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

async function textAt(url: string, by: Http = http, body?: string): Promise<string> {
  const given = await by.request(url, { ...usual, ...(body !== undefined && { body }) });
  return `${given.status} ${new TextDecoder().decode(given.body)}`;
}

describe('requests', () => {
  it('give status, headers and body', () =>
    withServer(
      (request, response) => response.writeHead(request.url === '/a' ? 200 : 404, { 'Retry-After': '7' }).end('é'),
      async (address) => {
        assert.equal((await http.request(`${address}/a`, usual)).headers['retry-after'], '7');
        assert.equal(await textAt(`${address}/a`), '200 é');
        assert.equal(await textAt(`${address}/b`), '404 é');
      },
    ));

  it('post what is to be sent', () =>
    withServer(
      (request, response) => {
        response.write(`${request.method} ${request.headers['content-type']} `);
        request.pipe(response);
      },
      async (address) => assert.equal(await textAt(address, http, '{"é":1}'), '200 POST application/json {"é":1}'),
    ));

  it('unpack an answer, and stop where that is too large', () =>
    withServer(
      (request, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(request.url === '/bomb' ? 'x'.repeat(1 << 20) : 'small')),
      async (address) => {
        assert.equal(await textAt(address), '200 small');
        assert.equal(await codeOf(http.request(`${address}/bomb`, usual)), 'too-large');
      },
    ));

  it('stop at a body that is too large, even one without end', () =>
    withServer(
      (request, response) => {
        if (request.url === '/said') return void response.writeHead(200, { 'content-length': 1001 }).write('x');
        const more = (): void => void (response.destroyed || response.write('x'.repeat(10_000), more));
        more();
      },
      async (address) => {
        assert.equal(await codeOf(http.request(address, usual)), 'too-large');
        assert.equal(await codeOf(http.request(`${address}/said`, usual)), 'too-large');
      },
    ));

  it('stop waiting, for an answer and for the rest of one', () =>
    withServer(
      (request, response) => void (request.url === '/slow' && response.write('begun')),
      async (address) => {
        assert.equal(await codeOf(http.request(address, { ...usual, timeout: 50 })), 'timeout');
        assert.equal(await codeOf(http.request(`${address}/slow`, { ...usual, timeout: 50 })), 'timeout');
      },
    ));

  it('tell how far they are, and can be cancelled in the middle', () =>
    withServer(
      (_, response) => void response.writeHead(200, { 'content-length': 100 }).write('x'.repeat(40)),
      async (address) => {
        const cancel = new AbortController();
        const heard: unknown[] = [];
        const progress = (received: number, total: number | undefined): void => {
          heard.push([received, total]);
          cancel.abort();
        };
        const request = http.request(address, { ...usual, signal: cancel.signal, progress });
        assert.equal(await codeOf(request), 'cancelled');
        assert.deepEqual(heard, [[40, 100]]);
        assert.equal(await codeOf(http.request(address, { ...usual, signal: cancel.signal })), 'cancelled');
      },
    ));

  it('say where nobody answers, or the answer breaks off', async () => {
    assert.equal(await codeOf(http.request('http://127.0.0.1:1/', usual)), 'unreachable');
    assert.equal(await codeOf(http.request('not a url', usual)), 'unreachable');
    assert.equal(await codeOf(http.request('file:///etc/passwd', usual)), 'unreachable');
    await withServer(
      (request, response) => {
        if (request.url === '/') return void request.socket.destroy();
        response.writeHead(200, { 'content-length': 100 }).write('x', () => request.socket.destroy());
      },
      async (address) => {
        assert.equal(await codeOf(http.request(address, usual)), 'unreachable');
        assert.equal(await codeOf(http.request(`${address}/half`, usual)), 'unreachable');
      },
    );
  });
});

describe('redirects', () => {
  it('are followed on the same host, and not in circles', () =>
    withServer(
      (request, response) => {
        if (request.url === '/there') return void response.end('found');
        response.writeHead(302, { location: request.url === '/circle' ? '/circle' : '/there' }).end();
      },
      async (address) => {
        assert.equal(await textAt(address), '200 found');
        assert.equal(await codeOf(http.request(`${address}/circle`, usual)), 'redirected');
      },
    ));

  it('are not followed to another site, to a file, or with what was posted', () =>
    withServer(
      (request, response) =>
        response.writeHead(307, { location: decodeURIComponent(request.url!.slice(1)) || '/there' }).end(),
      async (address, asked) => {
        for (const to of ['http://localhost:1/', 'https://example.org/', 'file:///etc/passwd', 'http://[bad'])
          assert.equal(await codeOf(http.request(`${address}/${encodeURIComponent(to)}`, usual)), 'redirected');
        assert.equal(await codeOf(http.request(address, { ...usual, body: '{}' })), 'redirected');
        assert.equal(asked.length, 5);
      },
    ));
});

describe('certificates', () => {
  it('are verified, and can be added by the environment', async () => {
    const file = `${temporaryFolder({ 'ca.pem': certificate })}/ca.pem`;
    await withSecureServer(
      (_, response) => response.end('secret'),
      async (address) => {
        assert.equal(await codeOf(http.request(address, usual)), 'untrusted');
        for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])
          assert.equal(await textAt(address, nodeHttp({ [name]: file })), '200 secret');
        assert.equal(await codeOf(nodeHttp({ SSL_CERT_FILE: `${file}.none` }).request(address, usual)), 'untrusted');
      },
    );
  });

  it('are verified through a proxy just the same; one tunnel serves many requests', async () => {
    const file = `${temporaryFolder({ 'ca.pem': certificate })}/ca.pem`;
    await withSecureServer(
      (_, response) => response.end('secret'),
      (address) =>
        withProxy(async (proxy, asked) => {
          const { host } = new URL(address);
          const through = nodeHttp({ NODE_EXTRA_CA_CERTS: file, HTTPS_PROXY: proxy.replace('//', '//me:p%40ss@') });
          assert.equal(await textAt(address, through), '200 secret');
          assert.equal(await textAt(address, through), '200 secret');
          assert.deepEqual(asked, [`CONNECT ${host} Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
          assert.equal(await codeOf(nodeHttp({ HTTPS_PROXY: proxy }).request(address, usual)), 'untrusted');
        }),
    );
  });
});

describe('a proxy', () => {
  it('of the editor counts before that of the environment', () =>
    withProxy(async (proxy, asked) => {
      const through = nodeHttp({ http_proxy: 'http://127.0.0.1:1' }, () => ({ proxy }));
      assert.equal(await textAt('http://example.org/x', through), '200 by the proxy');
      assert.deepEqual(asked, ['GET http://example.org/x']);
    }));

  it('is left out for the hosts that are exempt', () =>
    withServer(
      (_, response) => response.end('direct'),
      async (address) => {
        const proxy = 'http://127.0.0.1:1';
        for (const no_proxy of ['127.0.0.1', 'a.org, 127.0.0.1', new URL(address).host, '*'])
          assert.equal(await textAt(address, nodeHttp({ http_proxy: proxy, no_proxy })), '200 direct');
        assert.equal(
          await textAt(
            address,
            nodeHttp({}, () => ({ proxy, noProxy: ['127.0.0.1'] })),
          ),
          '200 direct',
        );
        for (const no_proxy of ['', '7.0.0.1', '127.0.0.1:1', 'example.org'])
          assert.equal(await codeOf(nodeHttp({ http_proxy: proxy, no_proxy }).request(address, usual)), 'unreachable');
      },
    ));

  it('that refuses, or is none, is said to be the trouble', async () => {
    await withServer(
      (_, response) => response.writeHead(407).end(),
      async (address) =>
        assert.equal(await codeOf(nodeHttp({ https_proxy: address }).request('https://a.org', usual)), 'proxy'),
    );
    assert.equal(await codeOf(nodeHttp({ https_proxy: 'socks5://a' }).request('https://a.org', usual)), 'proxy');
    assert.equal(await codeOf(nodeHttp({ ALL_PROXY: '127.0.0.1:1' }).request('https://a.org', usual)), 'proxy');
  });
});

describe('the guard', () => {
  it('refuses while the network is off, and asks each time', async () => {
    const asked: string[] = [];
    const inner: Http = {
      request(url, { body = '' }) {
        asked.push(url + body);
        return Promise.resolve(answer(''));
      },
    };
    let allowed = false;
    const guard = guarded(inner, () => allowed);
    assert.equal(await codeOf(guard.request('http://a', usual)), 'network-off');
    assert.equal(await codeOf(guard.request('http://a', { ...usual, body: '{}' })), 'network-off');
    allowed = true;
    assert.equal((await guard.request('http://b', { ...usual, body: '{}' })).status, 200);
    allowed = false;
    assert.equal(await codeOf(guard.request('http://c', usual)), 'network-off');
    assert.deepEqual(asked, ['http://b{}']);
  });
});
