import { request as plainRequest } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import type { AgentOptions, RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { HttpError } from './ports';

/** What an editor's settings say of the proxy; they count before the environment. */
export interface ProxySettings {
  readonly proxy?: string | undefined;
  /** Hosts that are reached without it. */
  readonly noProxy?: readonly string[] | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy by which a URL is reached, by the variables that curl and pip heed; `undefined` for none. Fails with an `HttpError` where it is no URL. */
export function proxyFor(target: URL, environment: Environment, editor: ProxySettings = {}): URL | undefined {
  const named = (name: string): string | undefined =>
    [environment[name.toLowerCase()], environment[name.toUpperCase()]].find(Boolean);
  const exempt = [...(editor.noProxy ?? []), ...(named('no_proxy') ?? '').split(',')];
  if (exempt.some((entry) => covers(entry.trim().toLowerCase(), target))) return undefined;
  const own = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const written = [editor.proxy, named(own), named('all_proxy')].find(Boolean);
  if (written === undefined) return undefined;
  const proxy = webUrl(written.includes('://') ? written : `http://${written}`);
  if (proxy) return proxy;
  throw new HttpError('proxy', 'the proxy that is set is none for http or https');
}

/** `*`, a host with all below it, with or without a port. */
function covers(entry: string, target: URL): boolean {
  if (entry === '*') return true;
  const [, host = '', port] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry) ?? [];
  if (host === '' || (port !== undefined && port !== portOf(target))) return false;
  return target.hostname === host || target.hostname.endsWith(`.${host}`);
}

/** What a proxy is told of who asks, where its URL has a name and a password. */
export function proxyHeaders({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Connections to servers through a tunnel of a proxy: https://www.rfc-editor.org/rfc/rfc9110#name-connect */
export class TunnelAgent extends Agent {
  constructor(
    readonly proxy: URL,
    options: AgentOptions,
  ) {
    super(options);
  }

  /** Gives the connection to the callback, as no tunnel is there at once. */
  override createConnection(options: RequestOptions, callback?: (error: Error | null, stream: Duplex) => void): null {
    const secured = (socket: Socket): Duplex => super.createConnection({ ...options, socket } as RequestOptions)!;
    this.#tunnel(`${options.host}:${options.port}`).then(
      (socket) => callback?.(null, secured(socket)),
      (error: unknown) => callback?.(error as Error, new Duplex()),
    );
    return null;
  }

  #tunnel(place: string): Promise<Socket> {
    const { proxy } = this;
    const request = proxy.protocol === 'https:' ? secureRequest : plainRequest;
    const { ca } = this.options;
    return new Promise((resolve, reject) => {
      const refused = (): void => reject(new HttpError('proxy', 'the proxy opens no way to the server'));
      request({
        ...{ hostname: proxy.hostname, port: portOf(proxy), method: 'CONNECT', path: place, agent: false },
        headers: { host: place, ...proxyHeaders(proxy) },
        ...(ca && { ca }),
      })
        .once('connect', ({ statusCode }, socket: Socket) => {
          if (statusCode === 200) return resolve(socket);
          socket.destroy();
          refused();
        })
        .once('response', refused)
        .once('error', refused)
        .end();
    });
  }
}

/** An address on the web, seen from another one where it is relative; `undefined` where it is none. */
export function webUrl(text: string, from?: URL): URL | undefined {
  const url = URL.canParse(text, from?.href) ? new URL(text, from?.href) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function portOf({ protocol, port }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}
