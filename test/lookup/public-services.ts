import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeHttp } from '../../src/host/node-http';
import type { Http } from '../../src/host/ports';
import { withServer } from '../host/http-server';

/** What the services of a test know: OSV records, and pages of the index API by path. */
export interface PublicKnowledge {
  readonly records: readonly OsvRecord[];
  readonly pages?: Readonly<Record<string, unknown>>;
  /** How many records OSV gives a page. */
  readonly pageSize?: number;
  /** Answers in place of the service, by a part of the path; once for each time that it stands in the list. */
  readonly trouble?: Trouble[];
}

export type Trouble = readonly [path: string, answer: (response: ServerResponse) => void];

export interface OsvRecord {
  readonly id: string;
  readonly modified?: string;
  readonly affected: readonly { readonly package: { readonly ecosystem: string; readonly name: string } }[];
}

interface Asked {
  /** Method and path of every request, and what OSV was asked about. */
  readonly paths: readonly string[];
  readonly bodies: readonly string[];
}

/** OSV, PyPI and whoever else is asked, on one server of this machine. Gives the test an `Http` by which they are all there. */
export async function withPublicServices(
  knowledge: PublicKnowledge,
  test: (http: Http, asked: Asked) => Promise<void>,
): Promise<void> {
  const paths: string[] = [];
  const bodies: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = decodeURIComponent(request.url!);
      paths.push(`${request.method} ${path}`);
      if (body !== '') bodies.push(body);
      const trouble = knowledge.trouble?.findIndex(([part]) => path.includes(part)) ?? -1;
      if (trouble >= 0) return knowledge.trouble!.splice(trouble, 1)[0]![1](response);
      const found = answerTo(knowledge, path, body);
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(found === undefined ? '{}' : JSON.stringify(found));
    });
  };
  await withServer(answer, async (address) => {
    const node = nodeHttp({});
    const http: Http = {
      request: (url, options) => node.request(url.replace(/^https:\/\/([^/]+)/, `${address}/$1`), options),
    };
    await test(http, { paths, bodies });
  });
}

function answerTo(knowledge: PublicKnowledge, path: string, body: string): unknown {
  if (path === '/api.osv.dev/v1/querybatch') {
    const { queries } = JSON.parse(body) as { queries: Query[] };
    return queries.length > 1000 ? undefined : { results: queries.map((query) => resultOf(knowledge, query)) };
  }
  const id = /^\/api\.osv\.dev\/v1\/vulns\/(.+)$/.exec(path)?.[1];
  return id === undefined ? knowledge.pages?.[path.slice(1)] : knowledge.records.find((record) => record.id === id);
}

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly page_token?: string;
}

function resultOf({ records, pageSize = 1000 }: PublicKnowledge, { package: asked, page_token = '0' }: Query): object {
  const hits = records.filter(({ affected }) =>
    affected.some((one) => one.package.ecosystem === asked.ecosystem && one.package.name === asked.name),
  );
  const from = Number(page_token);
  const vulns = hits
    .slice(from, from + pageSize)
    .map(({ id, modified = '2027-01-01T00:00:00Z' }) => ({ id, modified }));
  const more = hits.length > from + pageSize ? { next_page_token: String(from + pageSize) } : {};
  return vulns.length > 0 ? { vulns, ...more } : {};
}

/** A record that affects a package from `introduced` to `fixed`. */
export function osvRecord(
  id: string,
  name: string,
  parts: { fixed?: string; ecosystem?: string } & object = {},
): OsvRecord {
  const { fixed, ecosystem = 'PyPI', ...rest } = parts;
  const events = [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])];
  const type = ecosystem === 'npm' ? 'SEMVER' : 'ECOSYSTEM';
  return { id, affected: [{ package: { ecosystem, name }, ranges: [{ type, events }] } as never], ...rest };
}

/** A page of the index API. `yanked` may be a reason. */
export function simplePage(
  name: string,
  files: Readonly<Record<string, { yanked?: boolean | string; uploaded?: string }>>,
  status?: { status: string; reason?: string },
): unknown {
  return {
    meta: { 'api-version': '1.4' },
    name,
    ...(status && { 'project-status': status }),
    versions: Object.keys(files),
    files: Object.entries(files).map(([version, { yanked = false, uploaded = '2025-01-02T03:04:05Z' }], at) => ({
      filename: `${name.replaceAll('-', '_')}-${version}-py3-none-any.whl`,
      hashes: { sha256: String(at).padStart(64, '0') },
      'upload-time': uploaded,
      yanked,
    })),
  };
}
