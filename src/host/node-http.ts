import { readFileSync, statSync } from 'node:fs';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import { createGunzip } from 'node:zlib';
import { tool } from '../tool';
import { proxyFor, proxyHeaders, TunnelAgent, webUrl } from './node-proxy';
import type { ProxySettings } from './node-proxy';
import { HttpError } from './ports';
import type { Http, HttpAnswer, HttpRequest } from './ports';

type Environment = Readonly<Record<string, string | undefined>>;

const mostRedirects = 5;
const connections = { keepAlive: true, maxSockets: 8 };
const longestCertificates = 4 << 20;

/**
 * The network, by way of the proxy that the editor or the environment names. Certificates are always verified: against
 * those of Node, and of `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE`. Node's own `fetch` knows no proxy, and follows every redirect.
 */
export function nodeHttp(environment: Environment, editor: () => ProxySettings = () => ({})): Http {
  const plain = new PlainAgent(connections);
  const secure = new Map<string, Agent>();
  let ca: readonly string[] | undefined;

  return {
    async request(url, options) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), options.timeout);
      const signal = AbortSignal.any([deadline.signal, ...(options.signal ? [options.signal] : [])]);
      try {
        return await follow(url, { ...options, signal });
      } catch (error) {
        if (options.signal?.aborted) throw new HttpError('cancelled', 'the request was cancelled');
        if (deadline.signal.aborted) throw new HttpError('timeout', `no whole answer within ${options.timeout} ms`);
        throw error instanceof HttpError ? error : failure(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };

  async function follow(url: string, options: HttpRequest): Promise<HttpAnswer> {
    let target = webUrl(url);
    if (!target) throw new HttpError('unreachable', 'this is no address on the web');
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await send(target, options);
      const { location } = answer.headers;
      if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.statusCode!))
        return { status: answer.statusCode!, headers: headersOf(answer), body: await bodyOf(answer, options) };
      answer.destroy();
      target = redirected(target, location, options);
    }
    throw new HttpError('redirected', `the server sends on more than ${mostRedirects} times`);
  }

  function send(target: URL, { body, accept = 'application/json', signal }: HttpRequest): Promise<IncomingMessage> {
    const proxy = proxyFor(target, environment, editor());
    const isSecure = target.protocol === 'https:';
    const headers: Record<string, string | number> = {
      ...{ accept, 'accept-encoding': 'gzip', 'user-agent': `${tool.name}/${tool.version}` },
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const options: RequestOptions = { method: body === undefined ? 'GET' : 'POST', signal };
    return new Promise((resolve, reject) => {
      const request = isSecure
        ? secureRequest(target, { ...options, headers, agent: secureAgent(proxy) })
        : proxy
          ? plainRequest(proxy, { ...options, ...throughProxy(target, proxy, headers), agent: plain })
          : plainRequest(target, { ...options, headers, agent: plain });
      request.once('response', resolve).once('error', reject).end(body);
    });
  }

  function secureAgent(proxy: URL | undefined): Agent {
    const known = secure.get(proxy?.href ?? '');
    if (known) return known;
    ca ??= certificatesIn(environment);
    const options = { ...connections, ...(ca.length > 0 && { ca: [...rootCertificates, ...ca] }) };
    const agent = proxy ? new TunnelAgent(proxy, options) : new Agent(options);
    secure.set(proxy?.href ?? '', agent);
    return agent;
  }
}

/** A proxy takes a request for a plain server as a whole URL. */
function throughProxy(target: URL, proxy: URL, headers: Readonly<Record<string, string | number>>): RequestOptions {
  return { path: target.href, headers: { ...headers, host: target.host, ...proxyHeaders(proxy) } };
}

/** Where a server sends on to: the same host, or one above or below it by https. What was posted is not sent twice. */
function redirected(from: URL, location: string, { body }: HttpRequest): URL {
  const to = webUrl(location, from);
  if (to && body === undefined && (to.protocol === 'https:' || from.protocol === 'http:')) {
    const isSameHost = to.hostname === from.hostname;
    if (isSameHost || (to.protocol === 'https:' && isSameSite(from, to))) return to;
  }
  throw new HttpError('redirected', 'the server sends on to another site, which was not asked');
}

function isSameSite({ hostname: from }: URL, { hostname: to }: URL): boolean {
  return to.endsWith(`.${from}`) || (from.endsWith(`.${to}`) && to.includes('.'));
}

function headersOf({ headers }: IncomingMessage): HttpAnswer['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

async function bodyOf(answer: IncomingMessage, { limit, progress }: HttpRequest): Promise<Uint8Array> {
  const isPacked = answer.headers['content-encoding'] === 'gzip';
  const length = answer.headers['content-length'];
  const total = length === undefined || isPacked ? undefined : Number(length);
  const tooLarge = new HttpError('too-large', `the answer has more than ${limit} bytes`);
  const stream = isPacked ? answer.pipe(createGunzip()) : answer;
  if (isPacked) answer.once('error', (error) => stream.destroy(error));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    if (total !== undefined && total > limit) throw tooLarge;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge;
      chunks.push(chunk);
      progress?.(size, total);
    }
  } finally {
    if (!answer.complete) answer.destroy();
  }
  return Buffer.concat(chunks);
}

/** The certificates, in PEM, that the environment adds; a file that cannot be read adds none, as with Node itself. */
function certificatesIn({ NODE_EXTRA_CA_CERTS, SSL_CERT_FILE }: Environment): readonly string[] {
  return [NODE_EXTRA_CA_CERTS, SSL_CERT_FILE].flatMap((file) => {
    if (!file) return [];
    try {
      return statSync(file).size <= longestCertificates ? [readFileSync(file, 'utf8')] : [];
    } catch {
      return [];
    }
  });
}

function failure(error: unknown): HttpError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ALTNAME/.test(code)
    ? new HttpError('untrusted', `the certificate of the server is not trusted (${code}); NODE_EXTRA_CA_CERTS adds one`)
    : new HttpError('unreachable', 'the server could not be reached, or its answer broke off');
}
