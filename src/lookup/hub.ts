import type { CommitInUse } from '../domain/knowledge';
import type { Http } from '../host/ports';

const timeout = 10_000;
const limit = 4 << 20;

/**
 * Asks the Hub which commit a revision points to: `GET /api/{models|datasets}/{name}/revision/{revision}`
 * (https://huggingface.co/docs/hub/api). `undefined` where it does not say; fails with an `HttpError`.
 */
export async function commitOnHub(
  http: Http,
  endpoint: string,
  kind: 'model' | 'dataset',
  name: string,
  revision: string,
): Promise<CommitInUse | undefined> {
  const path = name.split('/').map(encodeURIComponent).join('/');
  const url = `${endpoint}/api/${kind}s/${path}/revision/${encodeURIComponent(revision)}`;
  const { status, body } = await http.get(url, { timeout, limit });
  if (status !== 200) return undefined;
  const commit = commitIn(body);
  return commit === undefined ? undefined : { commit, source: 'the Hub' };
}

function commitIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('sha' in answer)) return undefined;
    const { sha } = answer;
    return typeof sha === 'string' && /^[0-9a-f]{40}$/.test(sha) ? sha : undefined;
  } catch {
    return undefined;
  }
}
