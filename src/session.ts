import { posix } from 'node:path';
import { judge, onlyProblems, ruleIds } from './check/judgement';
import type { Judgement } from './check/judgement';
import type { Graph } from './domain/component';
import { Document } from './domain/document';
import type { Problem } from './domain/finding';
import type { Knowledge } from './domain/knowledge';
import { guarded } from './host/guarded';
import type { Host } from './host/ports';
import { Lookups } from './lookup';
import { decode } from './project/decode';
import { globs } from './project/glob';
import type { PathTest } from './project/glob';
import { IgnoreRules } from './project/ignore';
import { environmentFolders, knowledgeOf } from './project/knowledge';
import { isOfInterest, loadFile, maxTextSize, readText } from './project/load';
import { Policies } from './project/policies';
import { isPolicyFile, policyFileNames } from './project/policy';
import { Project } from './project/project';
import { walk } from './project/walk';
import { topOfFile } from './text/place';

export interface SessionOptions {
  /** Absolute folders with `/`; none for single files. */
  readonly roots: readonly string[];
  /** Globs relative to a root that are left out, beside what the policy excludes. */
  readonly exclude?: readonly string[];
  /** Switches the network on whatever the policy says. */
  readonly online?: boolean;
  /** In a workspace that the user does not trust, its policy cannot switch the network on. Default: trusted. */
  readonly trusted?: boolean;
}

export type Progress = (done: number, total: number) => void;

const readAtOnce = 24;

/**
 * The engine's one face: open a folder, tell it of changes, ask for findings and the graph.
 * Paths are absolute with `/`. Nothing here throws on bad input; what could not be read is a problem.
 */
export class Session {
  readonly #policies = new Policies(ruleIds);
  readonly #ignored: readonly IgnoreRules[];
  readonly #excluded: PathTest;
  readonly #lookups: Lookups;
  readonly #buffers = new Map<string, string>();
  readonly #judgements = new Map<string, Judgement>();
  readonly #readProblems = new Map<string, Problem>();
  #project: Project;
  #known: Knowledge | undefined;
  #isWhole = false;
  #loads = 0;

  constructor(
    readonly host: Host,
    readonly options: SessionOptions,
  ) {
    this.#excluded = globs(options.exclude ?? []);
    this.#ignored = options.roots.map(
      (root) => new IgnoreRules(root, this.#excluded, (path) => this.#policies.isExcluded(path)),
    );
    this.#lookups = new Lookups(
      { ...host, http: guarded(host.http, () => this.networkAllowed) },
      () => this.networkAllowed,
    );
    this.#project = new Project(options.roots);
  }

  get networkAllowed(): boolean {
    if (this.options.online) return true;
    if (this.options.trusted === false) return false;
    return this.options.roots.some((root) => this.#policies.policyFor(`${root}/x`).network === 'on');
  }

  get graph(): Graph {
    return this.#project.graph;
  }

  get documents(): readonly Document[] {
    return this.#project.documents;
  }

  document(path: string): Document | undefined {
    return this.#project.document(path);
  }

  relative(path: string): string {
    return this.#project.relative(path);
  }

  rootOf(path: string): string {
    return this.#project.rootOf(path);
  }

  signatureOf(path: string): string | undefined {
    return this.#project.signatureOf(path);
  }

  /** The policy file that counts for a path, if there is one. */
  policyFileFor(path: string): string | undefined {
    return this.#policies.fileFor(path);
  }

  judgement(path: string): Judgement | undefined {
    return this.#judgements.get(path);
  }

  /** Every file about which there is something to say, sorted. */
  get judgements(): readonly (readonly [string, Judgement])[] {
    return [...this.#judgements].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Walks the roots, reads all that is of interest and judges it. A later call takes the place of one that still runs. */
  async load(progress: Progress = () => undefined): Promise<void> {
    const run = ++this.#loads;
    const project = new Project(this.options.roots);
    this.#policies.clear();
    this.#readProblems.clear();
    this.#lookups.forget();
    for (const rules of this.#ignored) await this.#findFiles(project, rules);
    if (run !== this.#loads) return;

    for (const path of this.#buffers.keys()) project.addFile(path);
    const paths = this.#pathsOfInterest(project);
    await this.#readAll(project, paths, progress, () => run !== this.#loads);
    if (run !== this.#loads) return;

    this.#project = project;
    this.#isWhole = true;
    for (const [path, text] of this.#buffers) this.change(path, text);
    await this.settle();
  }

  /** Takes the text of an editor in place of the file's. Judges it at once; `settle` does the rest when there is time. */
  change(path: string, text: string): void {
    this.#buffers.set(path, text);
    this.#readProblems.delete(path);
    if (isPolicyFile(posix.basename(path))) return this.#policies.put(path, text);
    const document = this.#admits(path) ? readText(path, this.relative(path), text) : undefined;
    if (document) this.#project.put(document);
    else this.#project.drop(path);
    this.#judge(path);
  }

  /** The editor has closed the file: what the disk holds counts again. */
  async close(path: string): Promise<void> {
    this.#buffers.delete(path);
    await this.refresh([path]);
  }

  /** Files or folders were made, changed or deleted on the disk. Walks anew where that may change what belongs to the project. */
  async refresh(paths: readonly string[]): Promise<void> {
    const names = paths.map((path) => posix.basename(path));
    if (this.#isWhole && names.some((name) => name === '.gitignore' || isPolicyFile(name))) return this.load();
    for (const path of paths) if (!this.#buffers.has(path)) await this.#refreshOne(path);
    await this.settle();
  }

  /** Looks up what became askable, and judges all documents by what is known now. */
  async settle(): Promise<void> {
    await this.#lookups.lookUp(this.documents, (path) => environmentFolders(this.#project, path));
    this.#known = undefined;
    const stale = new Set([
      ...this.#judgements.keys(),
      ...this.documents.map(({ path }) => path),
      ...this.#readProblems.keys(),
      ...this.#policies.paths,
    ]);
    for (const path of stale) this.#judge(path);
    if (this.#isWhole) this.#judgePolicies();
  }

  async #findFiles(project: Project, ignored: IgnoreRules): Promise<void> {
    for (const folder of await this.#foldersAboveInRepository(ignored.root)) {
      for (const name of policyFileNames) await this.#readPolicy(`${folder}/${name}`);
    }
    await walk(this.host.files, ignored, {
      file: (path) => project.addFile(path),
      policy: (path) => this.#readPolicy(path),
      problem: (path, code, message) => void this.#readProblems.set(path, { path, code, message, range: topOfFile }),
    });
  }

  /** The folders above a root up to the top of its repository; none where there is no repository. */
  async #foldersAboveInRepository(root: string): Promise<readonly string[]> {
    const above: string[] = [];
    for (let folder = root; ; folder = posix.dirname(folder)) {
      const isTop = await this.host.files.stat(`${folder}/.git`).then(
        () => true,
        () => false,
      );
      if (isTop) return above;
      const parent = posix.dirname(folder);
      if (parent === folder) return [];
      above.push(parent);
    }
  }

  async #readPolicy(path: string): Promise<void> {
    const text =
      this.#buffers.get(path) ??
      (await this.host.files.read(path, maxTextSize).then(
        (bytes) => decode(bytes)?.text,
        () => undefined,
      ));
    if (text !== undefined) this.#policies.put(path, text);
  }

  #pathsOfInterest(project: Project): readonly string[] {
    return project.files.filter((path) => isOfInterest(project.relative(path)));
  }

  async #readAll(
    project: Project,
    paths: readonly string[],
    progress: Progress,
    isStale: () => boolean,
  ): Promise<void> {
    let next = 0;
    let done = 0;
    const reader = async (): Promise<void> => {
      while (next < paths.length && !isStale()) {
        const path = paths[next++]!;
        await this.#read(project, path);
        progress(++done, paths.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(readAtOnce, paths.length) }, reader));
  }

  async #read(project: Project, path: string): Promise<void> {
    const relative = project.relative(path);
    const text = this.#buffers.get(path);
    const read = text === undefined ? await loadFile(this.host.files, path, relative) : readText(path, relative, text);
    if (read instanceof Document) project.put(read);
    else if (read) this.#readProblems.set(path, read);
  }

  async #refreshOne(path: string): Promise<void> {
    const found = await this.host.files.stat(path).then(
      ({ kind }) => kind,
      () => undefined,
    );
    this.#readProblems.delete(path);
    if (found !== 'file') {
      for (const file of this.#project.filesBelow(path)) if (!this.#buffers.has(file)) this.#project.removeFile(file);
      return;
    }
    if (!this.#admits(path)) return;
    this.#project.drop(path);
    this.#project.addFile(path);
    if (isOfInterest(this.relative(path))) await this.#read(this.#project, path);
  }

  #admits(path: string): boolean {
    return this.#ignored.every((ignored) => ignored.admits(path)) && !this.#policies.isExcluded(path);
  }

  #judge(path: string): void {
    const document = this.#project.document(path);
    const { findings, suppressed, problems, usedIgnores } = document
      ? judge(document, (this.#known ??= knowledgeOf(this.#project, this.#lookups)), this.#policies, this.#today)
      : onlyProblems(this.#policies.problemsOf(path));
    const readProblem = this.#readProblems.get(path);
    this.#keep(path, {
      findings,
      suppressed,
      usedIgnores,
      problems: readProblem ? [readProblem, ...problems] : problems,
    });
  }

  /** Says which entries of the policies are past their day or have no effect; needs every file to have been judged. */
  #judgePolicies(): void {
    const used = new Set([...this.#judgements.values()].flatMap(({ usedIgnores }) => [...usedIgnores]));
    for (const stale of this.#policies.staleEntries(used, this.#today)) {
      this.#judgements.set(stale.path, onlyProblems([...(this.#judgements.get(stale.path)?.problems ?? []), stale]));
    }
  }

  #keep(path: string, judgement: Judgement): void {
    const isEmpty = judgement.findings.length + judgement.suppressed.length + judgement.problems.length === 0;
    if (isEmpty) this.#judgements.delete(path);
    else this.#judgements.set(path, judgement);
  }

  get #today(): string {
    return this.host.clock.now().toISOString().slice(0, 10);
  }
}
