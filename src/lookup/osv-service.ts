import type { HttpAnswer } from '../host/ports';
import { fields, list, parsedJson } from './foreign-json';

/** The ecosystems of OSV that are asked about. */
export type OsvEcosystem = 'PyPI' | 'npm';

/** A package to ask about, in all its versions: which of them is in use stays here. */
export interface OsvQuery {
  readonly ecosystem: OsvEcosystem;
  readonly name: string;
}

/** A record that is about a package, and the day of its last change. */
export interface OsvReference {
  readonly id: string;
  readonly modified: string;
}

/** Sends a request to the service: a GET, or a POST of JSON where there is a body. */
export type AskOsv = (path: string, body?: string) => Promise<HttpAnswer>;

/** The answer is not what the service promises. */
export class OsvError extends Error {}

const mostQueries = 1000;
const mostPages = 20;

/**
 * The records on packages: https://google.github.io/osv.dev/post-v1-querybatch/, up to 1,000 packages a request, page by page.
 * Answers in the order of the questions. Fails with an `HttpError` or an `OsvError`.
 */
export async function recordsOn(
  ask: AskOsv,
  queries: readonly OsvQuery[],
): Promise<readonly (readonly OsvReference[])[]> {
  const found = queries.map((): OsvReference[] => []);
  let open = queries.map((_, at): Open => ({ at }));
  for (let page = 0; open.length > 0 && page < mostPages; page++) {
    const next: Open[] = [];
    for (let start = 0; start < open.length; start += mostQueries) {
      const batch = open.slice(start, start + mostQueries);
      const results = await batchOf(
        ask,
        batch.map(({ at, token }) => query(queries[at]!, token)),
      );
      batch.forEach(({ at }, index) => {
        const { vulns, next_page_token: token } = fields(results[index]);
        found[at]!.push(...list(vulns).flatMap(referenceIn));
        if (typeof token === 'string' && token !== '') next.push({ at, token });
      });
    }
    open = next;
  }
  return found;
}

/** A record of that id, as it came; `null` where the service has none. Fails like `recordsOn`. */
export async function recordOf(ask: AskOsv, id: string): Promise<unknown> {
  const { status, body } = await ask(`/v1/vulns/${encodeURIComponent(id)}`);
  if (status === 404) return null;
  const record = status === 200 ? parsedJson(body) : undefined;
  if (fields(record).id !== id) throw new OsvError(`answers ${status}`);
  return record;
}

interface Open {
  readonly at: number;
  readonly token?: string;
}

async function batchOf(ask: AskOsv, queries: readonly object[]): Promise<readonly unknown[]> {
  const { status, body } = await ask('/v1/querybatch', JSON.stringify({ queries }));
  const results = list(fields(status === 200 ? parsedJson(body) : undefined).results);
  if (results.length !== queries.length) throw new OsvError(`answers ${status}`);
  return results;
}

function query(about: OsvQuery, token: string | undefined): object {
  return { package: about, ...(token !== undefined && { page_token: token }) };
}

function referenceIn(value: unknown): readonly OsvReference[] {
  const { id, modified } = fields(value);
  if (typeof id !== 'string' || !/^[A-Za-z][\w.:-]{1,99}$/.test(id)) return [];
  return [{ id, modified: typeof modified === 'string' ? modified.slice(0, 10) : '' }];
}
