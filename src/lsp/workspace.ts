import { posix } from 'node:path';
import type { Diagnostic, PublishDiagnosticsParams, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../host/ports';
import { decode } from '../project/decode';
import { maxTextSize } from '../project/load';
import type { ReadWeights } from '../project/read-weights';
import type { Overview } from '../panel/messages';
import { refreshResult, refreshStep } from '../report/refresh';
import { RefreshError, Session } from '../session';
import type { RefreshProgress, SessionOptions } from '../session';
import { diagnosticsOf } from './diagnostics';
import { overviewOf } from './overview';
import type { UpdateProgress, UpdateResult } from './protocol';
import { pathOf, uriOf } from './uri';

/** Where the workspace sends what it has to say. */
export interface Client {
  publish(parameters: PublishDiagnosticsParams): void;
  overviewChanged(): void;
  /** How many weight files of how many are read now. */
  weighed(done: number, total: number): void;
  /** The URI of a rule's page. */
  pageOf(rule: string): string | undefined;
}

/** Milliseconds without a keystroke before the rest of the workspace is judged again. */
const settleAfter = 150;
/** Milliseconds after that before the network is asked, if it is on. */
const lookUpAfter = 1000;
const progressEvery = 200;

/** Keeps one session in step with an editor: its folders, its open documents, its view of the findings. */
export class Workspace {
  #session: Session;
  #timer: NodeJS.Timeout | undefined;
  #lookUpTimer: NodeJS.Timeout | undefined;
  #counting: NodeJS.Timeout | undefined;
  #progress: { done: number; total: number } | undefined;
  #checkedAt: string | undefined;
  readonly #published = new Map<string, string>();
  /** Files that are read from the disk again: what is known of them is of a text that is gone. */
  readonly #closing = new Set<string>();

  constructor(
    readonly host: Host,
    readonly readWeightsOf: (roots: readonly string[]) => ReadWeights,
    readonly documents: TextDocuments<TextDocument>,
    readonly client: Client,
  ) {
    this.#session = new Session(host, { roots: [] });
  }

  get session(): Session {
    return this.#session;
  }

  get name(): string {
    return this.#session.options.roots.map((root) => posix.basename(root)).join(', ') || 'workspace';
  }

  get overview(): Overview {
    return overviewOf(this.#session, this.name, { progress: this.#progress, checkedAt: this.#checkedAt });
  }

  /** Looks at other folders from now on. */
  async open(roots: readonly string[], options: Omit<SessionOptions, 'roots'>): Promise<void> {
    this.#session.stop();
    const readWeights = this.readWeightsOf(roots);
    const session = new Session(this.host, { ...options, roots, readWeights, onJudged: () => this.#judged(session) });
    this.#session = session;
    for (const document of this.documents.all()) this.#session.change(pathOf(document.uri), document.getText());
    await this.check();
  }

  /** Walks and checks everything; the last result stays until the new one is there. */
  async check(): Promise<Overview> {
    const session = this.#session;
    this.#tell({ done: 0, total: 0 });
    await session.load((done, total, of) => {
      if (of === 'weights') this.client.weighed(done, total);
      if (session === this.#session) this.#count({ done, total });
    });
    if (session === this.#session) {
      this.#checkedAt = this.host.clock.now().toISOString();
      this.#publishAll();
      this.#tell(undefined);
      this.#lookUpLater(0);
    }
    return this.overview;
  }

  /** Fetches newer advisories and judges everything by them. */
  async update(signal: AbortSignal, tell: (progress: UpdateProgress) => void): Promise<UpdateResult> {
    const session = this.#session;
    let told = 0;
    const progress: RefreshProgress = (step, done, total) => {
      if (Date.now() - told < progressEvery) return;
      told = Date.now();
      const share = total === undefined || total === 0 ? 0 : done / total;
      tell({
        message: refreshStep(step, done, total),
        percent: Math.round(step === 'fetch' ? share * 70 : 70 + share * 30),
      });
    };
    try {
      const brought = await session.updateAdvisories({ signal, progress });
      if (session === this.#session) this.#publishAll();
      return { done: true, message: refreshResult(session.snapshot, brought) };
    } catch (error) {
      if (error instanceof RefreshError) return { done: false, message: error.message };
      throw error;
    }
  }

  /** A keystroke: this document is judged at once, the others when the typing stops. */
  change(document: TextDocument): void {
    const path = pathOf(document.uri);
    this.#session.change(path, document.getText());
    this.#publish(path);
    clearTimeout(this.#lookUpTimer);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#settle(), settleAfter);
  }

  async close(uri: string): Promise<void> {
    const path = pathOf(uri);
    this.#closing.add(path);
    await this.#session.close(path).finally(() => this.#closing.delete(path));
    this.#publishAll();
    this.#lookUpLater();
  }

  async refresh(uris: readonly string[]): Promise<void> {
    await this.#session.refresh(uris.map(pathOf), (done, total, of) => {
      if (of === 'weights') this.client.weighed(done, total);
    });
    this.#publishAll();
    this.#lookUpLater();
  }

  /** The text of the policy that counts for a path, as the editor or else the disk has it. */
  async policyText(path: string): Promise<string | undefined> {
    const policy = this.#session.policyFileFor(path);
    if (policy === undefined) return undefined;
    const open = this.documents.all().find(({ uri }) => pathOf(uri) === policy);
    return (
      open?.getText() ??
      this.host.files.read(policy, maxTextSize).then(
        (bytes) => decode(bytes)?.text,
        () => undefined,
      )
    );
  }

  /** Findings of texts are shown before the weight files are read. */
  #judged(session: Session): void {
    if (session === this.#session) this.#publishAll();
  }

  async #settle(): Promise<void> {
    const session = this.#session;
    await session.settle();
    if (session !== this.#session) return;
    this.#publishAll();
    this.#lookUpLater();
  }

  /** Asks the network when nothing has changed for a while: what is half typed is nobody's business. */
  #lookUpLater(wait = lookUpAfter): void {
    clearTimeout(this.#lookUpTimer);
    const session = this.#session;
    this.#lookUpTimer = setTimeout(() => {
      void session.lookUp().then((isNew) => {
        if (isNew && session === this.#session) this.#publishAll();
      });
    }, wait);
  }

  /** Goes on counting; the views hear of it from time to time, and of the last step as well. */
  #count(progress: { done: number; total: number }): void {
    this.#progress = progress;
    this.#counting ??= setTimeout(() => {
      this.#counting = undefined;
      this.client.overviewChanged();
    }, progressEvery);
  }

  #tell(progress: { done: number; total: number } | undefined): void {
    clearTimeout(this.#counting);
    this.#counting = undefined;
    this.#progress = progress;
    this.client.overviewChanged();
  }

  #publishAll(): void {
    const paths = new Set([...this.#published.keys(), ...this.#session.judgements.map(([path]) => path)]);
    for (const path of paths) this.#publish(path);
    this.client.overviewChanged();
  }

  /** Sends the diagnostics of a file if they are others than before, or belong to another version. */
  #publish(path: string): void {
    if (this.#closing.has(path)) return;
    const judgement = this.#session.judgement(path);
    const diagnostics: Diagnostic[] = judgement ? diagnosticsOf(judgement, (rule) => this.client.pageOf(rule)) : [];
    const open = this.documents.all().find(({ uri }) => pathOf(uri) === path);
    const content = JSON.stringify([open?.version, diagnostics]);
    if (this.#published.get(path) === content) return;
    if (diagnostics.length > 0 || open) this.#published.set(path, content);
    else if (!this.#published.delete(path)) return;
    this.client.publish({ uri: open?.uri ?? uriOf(path), diagnostics, ...(open && { version: open.version }) });
  }
}
