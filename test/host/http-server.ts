import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { certificate, certificateKey } from './certificate';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Test = (address: string, asked: readonly string[]) => Promise<void>;

/** A web server on this machine for one test. Gives the test its address; notes the paths asked for. */
export async function withServer(answer: Answer, test: Test): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await running(server, () => test(`http://127.0.0.1:${portOf(server)}`, asked));
}

/** The same over TLS, as `localhost`, with a certificate that nobody trusts yet. */
export async function withSecureServer(answer: Answer, test: (address: string) => Promise<void>): Promise<void> {
  const server = createSecureServer({ cert: certificate, key: certificateKey }, answer);
  await running(server, () => test(`https://localhost:${portOf(server)}`));
}

/** A proxy for plain requests and for tunnels. Notes what it was asked for, and with which credentials. */
export async function withProxy(test: Test): Promise<void> {
  const asked: string[] = [];
  const tunnels: Socket[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void =>
    void asked.push([method, url, headers['proxy-authorization']].filter(Boolean).join(' '));
  const server = createServer((request, response) => {
    note(request);
    response.end('by the proxy');
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    note(request);
    const [host = '', port] = request.url!.split(':');
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [tunnel, socket]) end.on('error', () => end.destroy());
    tunnels.push(tunnel, socket);
  });
  await running(server, async () => {
    await test(`http://127.0.0.1:${portOf(server)}`, asked).finally(() => tunnels.forEach((one) => one.destroy()));
  });
}

async function running(server: Server, test: () => Promise<void>): Promise<void> {
  await new Promise<void>((ready) => server.listen(0, ready));
  try {
    await test();
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
