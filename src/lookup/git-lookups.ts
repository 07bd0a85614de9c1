import type { Document } from '../domain/document';
import type { CommitInUse } from '../domain/knowledge';
import type { Host } from '../host/ports';
import type { AnswerCache } from './answer-cache';
import { atOnce } from './at-once';
import { commitIn, gitReferenceOf, referencesUrl } from './git-refs';
import type { GitReference } from './git-refs';
import { Service } from './service';

const timeout = 20_000;
const longestList = 16 << 20;

/** The commits that branches and tags of Git repositories point to. Only the host of a repository is asked about it. */
export class GitLookups {
  readonly #found = new Map<string, { readonly at: string; readonly commit: string | undefined }>();

  constructor(
    readonly host: Host,
    readonly cache: AnswerCache,
  ) {}

  commitOf(url: string, ref: string): CommitInUse | undefined {
    const found = this.#found.get(keyOf({ url, ref }));
    return found?.commit === undefined ? undefined : { commit: found.commit, source: new URL(url).hostname };
  }

  /** The keys of what a document takes from repositories. */
  keysIn(document: Document): readonly string[] {
    return referencesIn(document).map(keyOf);
  }

  /** Asks about what was not asked about of late; a branch moves on, so older answers are of no use. Gives the keys of what is known now. */
  async ask(documents: readonly Document[]): Promise<readonly string[]> {
    const wanted = new Map(documents.flatMap(referencesIn).map((reference) => [keyOf(reference), reference]));
    const services = new Map<string, Service>();
    const changed: string[] = [];
    await atOnce([...wanted], async ([key, { url, ref }]) => {
      if (this.cache.isFresh(this.#found.get(key))) return;
      const { hostname } = new URL(url);
      const service = services.get(hostname) ?? new Service(this.host, hostname);
      services.set(hostname, service);
      const answer = await service.attempt(() =>
        service.request(referencesUrl(url), { timeout, limit: longestList, accept: '*/*' }),
      );
      if (!answer) return;
      const commit = answer.status === 200 ? commitIn(answer.body, ref) : undefined;
      this.#found.set(key, { at: this.host.clock.now().toISOString(), commit });
      if (commit !== undefined) changed.push(key);
    });
    return changed;
  }
}

function keyOf({ url, ref }: GitReference): string {
  return `git ${url} ${ref}`;
}

function referencesIn(document: Document): readonly GitReference[] {
  return document.mentions('package').flatMap((mention) => gitReferenceOf(mention) ?? []);
}
