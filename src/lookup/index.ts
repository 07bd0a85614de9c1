import type { Document } from '../domain/document';
import type { CommitInUse, MaliciousReport, PackageAdvisories, PackageFacts, ReleaseFacts } from '../domain/knowledge';
import { bundledSnapshot } from '../facts/snapshot';
import type { Snapshot } from '../facts/snapshot';
import type { Host } from '../host/ports';
import { AnswerCache } from './answer-cache';
import { askedBy, askedPackages, keyOf } from './asked-packages';
import type { AskedPackage } from './asked-packages';
import { atOnce } from './at-once';
import { Downloads, type Noted } from './downloads';
import { GitLookups } from './git-lookups';
import { HubLookups } from './hub-lookups';
import { IndexLookups } from './index-lookups';
import { npmConfig } from './npm-config';
import type { NpmConfig } from './npm-config';
import { OsvLookups } from './osv-lookups';
import { SnapshotAnswers } from './snapshot';
import { newestSnapshot } from './snapshot-cache';

type IsLocal = (path: string, name: string) => boolean;

const mostPackages = 5000;

/**
 * Everything that was looked up for a project. Look-ups are asynchronous, answers are not. `open` looks at what is on this
 * machine, `ask` goes to the network if it is on.
 */
export class Lookups {
  readonly #hub: HubLookups;
  readonly #git: GitLookups;
  readonly #osv: OsvLookups;
  readonly #index: IndexLookups;
  readonly #downloads: Downloads;
  readonly #cache: AnswerCache;
  readonly #opened = new Set<string>();
  #answers = bundledAnswers();
  #npm: Promise<NpmConfig> | undefined;
  /** Questions wait for those before them, whose answers may be theirs. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: Host,
    readonly networkAllowed: () => boolean,
  ) {
    this.#cache = new AnswerCache(host);
    this.#hub = new HubLookups(host);
    this.#git = new GitLookups(host, this.#cache);
    this.#osv = new OsvLookups(host, this.#cache);
    this.#index = new IndexLookups(host, this.#cache);
    this.#downloads = new Downloads(host.files);
  }

  /** The advisories and malicious releases that count. */
  get snapshot(): Snapshot {
    return this.#answers.snapshot;
  }

  advisories(ecosystem: string, name: string): PackageAdvisories | undefined {
    const online = this.#osv.about(ecosystem, name);
    return online ? online.advisories : this.#answers.advisories(ecosystem, name);
  }

  malicious(ecosystem: string, name: string): MaliciousReport | undefined {
    const online = this.#osv.about(ecosystem, name);
    return online ? online.malicious : this.#answers.malicious(ecosystem, name);
  }

  release(ecosystem: string, name: string, version: string): ReleaseFacts | undefined {
    return this.#index.release(ecosystem, name, version);
  }

  packageFacts(ecosystem: string, name: string): PackageFacts | undefined {
    return this.#index.packageFacts(ecosystem, name);
  }

  commitOf(kind: 'model' | 'dataset', name: string, revision: string): CommitInUse | undefined {
    return this.#hub.commitOf(kind, name, revision);
  }

  /** How a weight file came here, as far as that is noted beside it. */
  noted(path: string): Noted | undefined {
    return this.#downloads.noted(path);
  }

  commitOfGit(url: string, ref: string): CommitInUse | undefined {
    return this.#git.commitOf(url, ref);
  }

  /** Takes the newest snapshot of a source that is on this machine. */
  async openSnapshot(source: string | undefined): Promise<void> {
    const snapshot = await newestSnapshot(this.host, source);
    if (snapshot === this.snapshot) return;
    this.#answers = snapshot === bundledSnapshot() ? bundledAnswers() : new SnapshotAnswers(snapshot);
    this.#osv.forget();
    this.#opened.clear();
  }

  /** Opens what this machine has kept of what rules may ask about these documents. */
  async open(documents: readonly Document[], isLocal: IsLocal): Promise<void> {
    await this.#hub.open(documents, isLocal);
    await this.#downloads.open(documents);
    if (await this.#cache.isEmpty()) return;
    const unopened = (await this.#packagesIn(documents)).filter(
      ({ ecosystem, name }) => !this.#opened.has(keyOf(ecosystem, name)),
    );
    await atOnce(unopened, async (asked) => {
      this.#opened.add(keyOf(asked.ecosystem, asked.name));
      await this.#osv.open(asked, this.snapshot);
      await this.#index.open(asked);
    });
  }

  /** Asks the network about what is not known, if it is on; gives the documents about which something new is known then. */
  ask(documents: readonly Document[]): Promise<readonly Document[]> {
    const asked = this.#turn.then(() => (this.networkAllowed() ? this.#ask(documents) : []));
    this.#turn = asked.catch(() => undefined);
    return asked;
  }

  forget(): void {
    this.#hub.forget();
    this.#npm = undefined;
  }

  async #ask(documents: readonly Document[]): Promise<readonly Document[]> {
    const { registry } = await this.#npmConfig();
    const packages = await this.#packagesIn(documents);
    const changed = await Promise.all([
      this.#hub.ask(documents),
      this.#git.ask(documents),
      this.#osv.ask(packages, this.snapshot),
      this.#index.ask(packages, registry),
    ]);
    const keys = new Set(changed.flat());
    if (keys.size === 0) return [];
    await this.#cache.trim();
    return documents.filter((document) => this.#keysIn(document).some((key) => keys.has(key)));
  }

  async #packagesIn(documents: readonly Document[]): Promise<readonly AskedPackage[]> {
    return askedPackages(documents, this.host.environment, await this.#npmConfig()).slice(0, mostPackages);
  }

  #npmConfig(): Promise<NpmConfig> {
    return (this.#npm ??= npmConfig(this.host.files, this.host.environment));
  }

  #keysIn(document: Document): readonly string[] {
    const packages = document.mentions('package').flatMap((mention) => {
      const asked = askedBy(mention);
      return asked ? [keyOf(asked.ecosystem, asked.name)] : [];
    });
    return [...packages, ...this.#hub.keysIn(document), ...this.#git.keysIn(document)];
  }
}

let bundled: SnapshotAnswers | undefined;

/** Those of the snapshot that comes with the program are shared by all sessions. */
function bundledAnswers(): SnapshotAnswers {
  return (bundled ??= new SnapshotAnswers(bundledSnapshot()));
}
