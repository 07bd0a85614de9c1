import { posix } from 'node:path';
import { judge, onlyProblems, ruleIds } from './check/judgement';
import type { Judgement } from './check/judgement';
import type { Graph } from './domain/component';
import type { Document } from './domain/document';
import type { Knowledge } from './domain/knowledge';
import type { Snapshot } from './facts/snapshot';
import { guarded } from './host/guarded';
import type { Host } from './host/ports';
import { Lookups } from './lookup';
import { refresh } from './lookup/refresh';
import type { Refreshed, RefreshOptions } from './lookup/refresh';
import { globs } from './project/glob';
import { includeProblems } from './project/includes';
import { knowledgeOf } from './project/knowledge';
import { readText } from './project/load';
import { isPolicyFile } from './project/policy';
import { readWeightsHere, type ReadWeights } from './project/read-weights';
import { Scan } from './project/scan';
import { Scope } from './project/scope';
import type { Progress } from './project/scan';

export { RefreshError } from './lookup/refresh';
export type { RefreshProgress } from './lookup/refresh';

export interface SessionOptions {
  /** Absolute folders with `/`; none for single files. */
  readonly roots: readonly string[];
  /** Files and folders of the roots; nothing else is judged, and of the rest only what settles versions beside them is read. Default: all. */
  readonly asked?: readonly string[];
  /** Globs relative to a root that are left out, beside what the policy excludes. */
  readonly exclude?: readonly string[];
  /** Switches the network on whatever the policy says. */
  readonly online?: boolean;
  /** In a workspace that the user does not trust, its policy cannot switch the network on. Default: trusted. */
  readonly trusted?: boolean;
  /** Reads weight files; in this thread where it is not given. */
  readonly readWeights?: ReadWeights;
  /** Hears whenever there are findings to be shown before the call that brings them has ended. */
  readonly onJudged?: () => void;
}

/** Milliseconds over which weight files are gathered before what they change is judged. */
const judgedEvery = 200;
/** How many times longer than it took to judge them the next ones wait, so that most of the time is left for reading. */
const restAfter = 10;

/**
 * The engine's one face: open a folder, tell it of changes, ask for findings and the graph.
 * Paths are absolute with `/`. Nothing here throws on bad input; what could not be read is a problem.
 */
export class Session {
  readonly #lookups: Lookups;
  readonly #buffers = new Map<string, string>();
  readonly #judgements = new Map<string, Judgement>();
  readonly #scope: Scope;
  #scan: Scan;
  #isWhole = false;
  #loads = 0;
  /** What changed on the disk, or was closed by the editor, while the roots are read: it may have been read before that. */
  #touched: Set<string> | undefined;
  /** How many calls read weight files now. */
  #weighings = 0;
  #stop = new AbortController();

  constructor(
    readonly host: Host,
    readonly options: SessionOptions,
  ) {
    this.#scope = new Scope(options.asked);
    const isAllowed = (): boolean => this.networkAllowed;
    this.#lookups = new Lookups({ ...host, http: guarded(host.http, isAllowed) }, isAllowed);
    this.#scan = this.#newScan();
  }

  get networkAllowed(): boolean {
    if (this.options.online) return true;
    if (this.options.trusted === false) return false;
    return this.options.roots.some((root) => this.#scan.policies.policyFor(`${root}/x`).network === 'on');
  }

  get graph(): Graph {
    return this.#scan.project.graph;
  }

  get documents(): readonly Document[] {
    return this.#scan.project.documents;
  }

  /** Whether a file is one that the session was asked about. */
  covers(path: string): boolean {
    return this.#scope.covers(path);
  }

  document(path: string): Document | undefined {
    return this.#scan.project.document(path);
  }

  relative(path: string): string {
    return this.#scan.project.relative(path);
  }

  rootOf(path: string): string {
    return this.#scan.project.rootOf(path);
  }

  signatureOf(path: string): string | undefined {
    return this.#scan.project.signatureOf(path);
  }

  /** The advisories and malicious releases that findings are made of. */
  get snapshot(): Snapshot {
    return this.#lookups.snapshot;
  }

  /** What rules may ask, for those who show it. */
  get knowledge(): Knowledge {
    return knowledgeOf(this.#scan.project, this.#lookups, this.#scan.policies);
  }

  /** The policy file that counts for a path, if there is one. */
  policyFileFor(path: string): string | undefined {
    return this.#scan.policies.fileFor(path);
  }

  judgement(path: string): Judgement | undefined {
    return this.#judgements.get(path);
  }

  /** Every file about which there is something to say, sorted. */
  get judgements(): readonly (readonly [string, Judgement])[] {
    return [...this.#judgements].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /**
   * Walks the roots, reads all texts that are of interest and judges them, then reads the weight files. A later call takes the
   * place of one that still runs.
   */
  async load(progress: Progress = () => undefined): Promise<void> {
    const scan = await this.#readTexts(progress);
    if (scan) await this.#settleAndWeigh(scan.weightFiles, progress);
  }

  /** Walks the roots and reads, for the graph alone. */
  async read(progress: Progress = () => undefined): Promise<void> {
    const scan = await this.#readTexts(progress);
    await scan?.weigh(scan.weightFiles, { put: () => undefined, progress, signal: this.#stop.signal });
  }

  /** Ends the reading of weight files; those that were not read are told as problems. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Walks the roots and reads the texts; nothing where a later call came in between. */
  async #readTexts(progress: Progress): Promise<Scan | undefined> {
    const run = ++this.#loads;
    const scan = this.#newScan();
    const touched = (this.#touched = new Set<string>());
    await scan.run(progress, () => run !== this.#loads);
    await scan.followIncludes();
    for (const path of touched) {
      touched.delete(path);
      if (!this.#buffers.has(path)) await scan.refresh(path);
    }
    if (run !== this.#loads) return undefined;
    this.#touched = undefined;
    this.stop();
    scan.inherit(this.#scan);
    this.#scan = scan;
    this.#isWhole = true;
    this.#lookups.forget();
    for (const [path, text] of this.#buffers) this.change(path, text);
    await this.#lookups.openSnapshot(this.#advisorySource);
    return scan;
  }

  /** Takes the text of an editor in place of the file's. Judges it at once; `settle` does the rest when there is time. */
  change(path: string, text: string): void {
    const { project, policies, readProblems } = this.#scan;
    this.#buffers.set(path, text);
    readProblems.delete(path);
    if (isPolicyFile(posix.basename(path))) policies.put(path, text);
    const document = this.#scan.admits(path) ? readText(path, this.#scan.nameOf(path), text) : undefined;
    if (document) project.put(document);
    else project.drop(path);
    this.#judge(path);
  }

  /** The editor has closed the file: what the disk holds counts again. */
  async close(path: string): Promise<void> {
    this.#buffers.delete(path);
    await this.refresh([path]);
  }

  /** Files or folders were made, changed or deleted on the disk. Walks anew where that may change what belongs to the project. */
  async refresh(paths: readonly string[], progress?: Progress): Promise<void> {
    const names = paths.map((path) => posix.basename(path));
    if (this.#isWhole && names.some((name) => name === '.gitignore' || isPolicyFile(name))) return this.load(progress);
    const weights: string[] = [];
    for (const path of paths) this.#touched?.add(path);
    for (const path of paths) {
      if (this.#buffers.has(path)) continue;
      if (await this.#scan.refresh(path)) weights.push(path);
      else if (this.covers(path)) this.#judge(path);
    }
    await this.#settleAndWeigh(weights, progress);
  }

  /** Reads what became askable, and judges all documents by what this machine knows. */
  async settle(): Promise<void> {
    await this.#scan.followIncludes();
    await this.#lookups.open(this.documents, (path, name) => this.#scan.project.isLocal(path, name));
    const { readProblems, policies } = this.#scan;
    const paths = [
      this.#judgements.keys(),
      this.documents.map(({ path }) => path),
      readProblems.keys(),
      policies.paths,
    ];
    for (const path of new Set(paths.flatMap((some) => [...some]))) if (this.covers(path)) this.#judge(path);
    if (this.#isWhole && this.#scope.isWhole && this.#weighings === 0) this.#judgePolicies();
  }

  /**
   * Fetches advisories anew, from where the policy says, and judges all documents by them. Whoever asks for this has
   * switched the network on for it. Fails with a `RefreshError`; then everything is as before.
   */
  async updateAdvisories(options: Omit<RefreshOptions, 'current'>): Promise<Refreshed> {
    const source = options.source ?? this.#advisorySource;
    await this.#lookups.openSnapshot(source);
    const done = await refresh(this.host, { ...options, source, current: this.snapshot });
    await this.#lookups.openSnapshot(source);
    await this.settle();
    return done;
  }

  /** A workspace that is not trusted does not say what is known about its packages. */
  get #advisorySource(): string | undefined {
    if (this.options.trusted === false) return undefined;
    const { policies } = this.#scan;
    return this.options.roots
      .map((root) => policies.advisorySourceFor(`${root}/x`))
      .find((source) => source !== undefined);
  }

  /** Asks the network, if it is on, and judges the documents anew about which it knows something; whether there are any. */
  async lookUp(): Promise<boolean> {
    const documents = await this.#lookups.ask(this.documents);
    for (const { path } of documents) this.#judge(path);
    if (documents.length > 0 && this.#isWhole) this.#judgePolicies();
    return documents.length > 0;
  }

  #newScan(): Scan {
    const { files } = this.host;
    const { roots, exclude = [], readWeights = readWeightsHere(files) } = this.options;
    return new Scan({
      files,
      roots,
      excluded: globs(exclude),
      ruleIds,
      buffers: this.#buffers,
      scope: this.#scope,
      readWeights,
    });
  }

  /** Judges what the texts say, then reads weight files and from time to time judges anew what they change: themselves, and what names them. */
  async #settleAndWeigh(paths: readonly string[], progress: Progress = () => undefined): Promise<void> {
    if (paths.length === 0) return this.settle();
    const scan = this.#scan;
    const fresh = new Set<string>();
    let restUntil = 0;
    const judgeFresh = (): void => {
      const begun = Date.now();
      if (scan !== this.#scan || fresh.size === 0 || begun < restUntil) return;
      const naming = [...fresh].flatMap((path) => scan.project.referencesTo(path)).map(({ path }) => path);
      for (const path of new Set([...fresh, ...naming])) if (this.covers(path)) this.#judge(path);
      fresh.clear();
      restUntil = Date.now() + restAfter * (Date.now() - begun);
      this.options.onJudged?.();
    };
    const timer = setInterval(judgeFresh, judgedEvery);
    this.#weighings++;
    try {
      await this.settle();
      this.options.onJudged?.();
      await scan.weigh(paths, { put: (path) => void fresh.add(path), progress, signal: this.#stop.signal });
    } finally {
      this.#weighings--;
      clearInterval(timer);
    }
    if (scan === this.#scan) await this.settle();
  }

  #judge(path: string): void {
    const { project, policies, readProblems } = this.#scan;
    const document = project.document(path);
    const judgement = document
      ? judge(document, this.knowledge, policies, this.#today)
      : onlyProblems(policies.problemsOf(path));
    const readProblem = readProblems.get(path);
    const problems = [
      ...(readProblem ? [readProblem] : []),
      ...judgement.problems,
      ...(document ? includeProblems(project, document) : []),
    ];
    const isSilent = judgement.findings.length + judgement.suppressed.length + problems.length === 0;
    if (isSilent) this.#judgements.delete(path);
    else this.#judgements.set(path, { ...judgement, problems });
  }

  /** Says which entries of the policies are past their day or have no effect; needs every file to have been judged. */
  #judgePolicies(): void {
    const used = new Set([...this.#judgements.values()].flatMap(({ usedIgnores }) => [...usedIgnores]));
    for (const stale of this.#scan.policies.staleEntries(used, this.#today)) {
      this.#judgements.set(stale.path, onlyProblems([...(this.#judgements.get(stale.path)?.problems ?? []), stale]));
    }
  }

  get #today(): string {
    return this.host.clock.now().toISOString().slice(0, 10);
  }
}
