import type { Document } from '../domain/document';
import type { CommitInUse, MaliciousReport, PackageAdvisories } from '../domain/knowledge';
import { bundledSnapshot } from '../facts/snapshot';
import type { Snapshot } from '../facts/snapshot';
import { HttpError } from '../host/ports';
import type { Host } from '../host/ports';
import { commitOnHub } from './hub';
import { commitInCache } from './hub-cache';
import { SnapshotAnswers } from './snapshot';
import { newestSnapshot } from './snapshot-cache';

const defaultEndpoint = 'https://huggingface.co';
const atOnce = 8;

/** Everything that was looked up for a project, kept until it is asked to forget. Look-ups are asynchronous, answers are not. */
export class Lookups {
  readonly #commits = new Map<string, CommitInUse | undefined>();
  #wasOnline = false;
  #answers = bundledAnswers();

  constructor(
    readonly host: Host,
    readonly networkAllowed: () => boolean,
  ) {}

  /** The advisories and malicious releases that count. */
  get snapshot(): Snapshot {
    return this.#answers.snapshot;
  }

  advisories(ecosystem: string, name: string): PackageAdvisories | undefined {
    return this.#answers.advisories(ecosystem, name);
  }

  malicious(ecosystem: string, name: string): MaliciousReport | undefined {
    return this.#answers.malicious(ecosystem, name);
  }

  /** Takes the newest snapshot of a source that is on this machine. */
  async openSnapshot(source: string | undefined): Promise<void> {
    const snapshot = await newestSnapshot(this.host, source);
    if (snapshot !== this.snapshot)
      this.#answers = snapshot === bundledSnapshot() ? bundledAnswers() : new SnapshotAnswers(snapshot);
  }

  commitOf(kind: 'model' | 'dataset', name: string, revision: string): CommitInUse | undefined {
    return this.#commits.get(commitKey(kind, name, revision));
  }

  /** Looks up what rules may ask about these documents and is not known yet; names of local files are nobody else's business. */
  async lookUp(documents: Iterable<Document>, isLocal: (path: string, name: string) => boolean): Promise<void> {
    this.#noteNetwork();
    const asked = new Map<string, () => Promise<void>>();
    for (const document of documents) {
      for (const { kind, name, revision } of loadsOf(document)) {
        const key = commitKey(kind, name, revision);
        if (!this.#commits.has(key) && !isLocal(document.path, name))
          asked.set(key, () => this.#lookUpCommit(kind, name, revision));
      }
    }
    await allOf([...asked.values()]);
  }

  forget(): void {
    this.#commits.clear();
  }

  /** What stayed unknown while the network was off can be asked for once it is on. */
  #noteNetwork(): void {
    const isOnline = this.networkAllowed();
    if (isOnline && !this.#wasOnline) for (const [key, found] of this.#commits) if (!found) this.#commits.delete(key);
    this.#wasOnline = isOnline;
  }

  async #lookUpCommit(kind: 'model' | 'dataset', name: string, revision: string): Promise<void> {
    const { files, environment } = this.host;
    const found =
      (await commitInCache(files, environment, kind, name, revision)) ?? (await this.#askHub(kind, name, revision));
    this.#commits.set(commitKey(kind, name, revision), found);
  }

  async #askHub(kind: 'model' | 'dataset', name: string, revision: string): Promise<CommitInUse | undefined> {
    if (!this.networkAllowed()) return undefined;
    const endpoint = this.host.environment.HF_ENDPOINT ?? defaultEndpoint;
    try {
      return await commitOnHub(this.host.http, endpoint, kind, name, revision);
    } catch (error) {
      this.host.log.warn(
        `look-up of ${kind} ${name} failed: ${error instanceof HttpError ? error.code : 'unexpected'}`,
      );
      return undefined;
    }
  }
}

let bundled: SnapshotAnswers | undefined;

/** Those of the snapshot that comes with the program are shared by all sessions. */
function bundledAnswers(): SnapshotAnswers {
  return (bundled ??= new SnapshotAnswers(bundledSnapshot()));
}

function commitKey(kind: string, name: string, revision: string): string {
  return `${kind} ${name} ${revision}`;
}

/** Loads of Hub repositories by something that can move. */
function* loadsOf(document: Document): Generator<{ kind: 'model' | 'dataset'; name: string; revision: string }> {
  for (const { kind, name, relation, revision, revisionState } of [
    ...document.mentions('model').filter(({ registry }) => registry === undefined),
    ...document.mentions('dataset'),
  ]) {
    if (relation === 'uses' && revisionState !== 'unknown')
      yield { kind, name: name.text, revision: revision?.text ?? 'main' };
  }
}

async function allOf(tasks: (() => Promise<void>)[]): Promise<void> {
  const workers = Array.from({ length: Math.min(atOnce, tasks.length) }, async () => {
    for (let task = tasks.pop(); task; task = tasks.pop()) await task();
  });
  await Promise.all(workers);
}
