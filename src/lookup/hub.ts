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
  if (!isName(name) || !isRevision(revision)) return undefined;
  const url = `${endpoint.replace(/\/+$/, '')}/api/${kind}s/${name}/revision/${encodeURIComponent(revision)}`;
  const { status, body } = await http.request(url, { timeout, limit });
  if (status !== 200) return undefined;
  const commit = commitIn(new TextDecoder().decode(body));
  return commit === undefined ? undefined : { commit, source: 'the Hub' };
}

/** `name` or `owner/name`. Anything else, such as a path of this machine, is nobody's business. */
function isName(text: string): boolean {
  return text.length <= 96 && /^\w[\w.-]*(\/\w[\w.-]*)?$/.test(text) && !text.includes('..');
}

/** https://git-scm.com/docs/git-check-ref-format, as far as it matters in a URL. */
function isRevision(text: string): boolean {
  return text.length <= 200 && /^[^\p{Cc}\p{Cs}]+$/u.test(text) && !text.includes('..') && text !== '.';
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
