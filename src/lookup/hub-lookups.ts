import type { Document } from '../domain/document';
import type { CommitInUse } from '../domain/knowledge';
import type { Host } from '../host/ports';
import { atOnce } from './at-once';
import { commitOnHub } from './hub';
import { commitInCache } from './hub-cache';
import { Service } from './service';

const defaultEndpoint = 'https://huggingface.co';

/** A repository of the Hub that is loaded by something that can move. */
interface Load {
  readonly kind: 'model' | 'dataset';
  readonly name: string;
  readonly revision: string;
}

/** The commits that revisions of Hub repositories point to. Names of local files are nobody else's business. */
export class HubLookups {
  readonly #commits = new Map<string, CommitInUse | undefined>();
  readonly #asked = new Set<string>();

  constructor(readonly host: Host) {}

  commitOf(kind: 'model' | 'dataset', name: string, revision: string): CommitInUse | undefined {
    return this.#commits.get(keyOf({ kind, name, revision }));
  }

  forget(): void {
    this.#commits.clear();
    this.#asked.clear();
  }

  /** The keys of what a document loads. */
  keysIn(document: Document): readonly string[] {
    return loadsIn(document).map(keyOf);
  }

  /** Looks into the cache of this machine. */
  async open(documents: readonly Document[], isLocal: (path: string, name: string) => boolean): Promise<void> {
    const { files, environment } = this.host;
    const unknown = new Map<string, Load>();
    for (const document of documents) {
      for (const load of loadsIn(document)) {
        if (!this.#commits.has(keyOf(load)) && !isLocal(document.path, load.name)) unknown.set(keyOf(load), load);
      }
    }
    await atOnce([...unknown], async ([key, { kind, name, revision }]) => {
      this.#commits.set(key, await commitInCache(files, environment, kind, name, revision));
    });
  }

  /** Asks the Hub about what `open` did not find, each thing once; gives the keys of what is known now. */
  async ask(documents: readonly Document[]): Promise<readonly string[]> {
    const hub = new Service(this.host, 'the Hub');
    const endpoint = this.host.environment.HF_ENDPOINT ?? defaultEndpoint;
    const unknown = new Map(documents.flatMap(loadsIn).map((load) => [keyOf(load), load]));
    const changed: string[] = [];
    await atOnce([...unknown], async ([key, { kind, name, revision }]) => {
      if (this.#asked.has(key) || !this.#commits.has(key) || this.#commits.get(key)) return;
      const found = await hub.attempt(() => commitOnHub(hub, endpoint, kind, name, revision));
      this.#asked.add(key);
      if (!found) return;
      this.#commits.set(key, found);
      changed.push(key);
    });
    return changed;
  }
}

function keyOf({ kind, name, revision }: Load): string {
  return `${kind} ${name} ${revision}`;
}

function loadsIn(document: Document): readonly Load[] {
  const models = document.mentions('model').filter(({ registry }) => registry === undefined);
  return [...models, ...document.mentions('dataset')].flatMap(({ kind, name, relation, revision, revisionState }) =>
    relation === 'uses' && revisionState !== 'unknown'
      ? [{ kind, name: name.text, revision: revision?.text ?? 'main' }]
      : [],
  );
}
