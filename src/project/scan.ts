import { posix } from 'node:path';
import { Document } from '../domain/document';
import type { Problem } from '../domain/finding';
import type { IncludeMention, PackageMention } from '../domain/mention';
import type { Files } from '../host/ports';
import { topOfFile } from '../text/place';
import { below, entryOf } from './below';
import { filesOfInstalled } from './environment';
import type { PathTest } from './glob';
import { IgnoreRules } from './ignore';
import { followedIncludes, includedPath } from './includes';
import { interestIn, loadText, readersFor, readText, textOf } from './load';
import { Policies } from './policies';
import { policyFileNames } from './policy';
import { Project } from './project';
import type { ReadWeights } from './read-weights';
import type { Scope } from './scope';
import { walk } from './walk';
import { Weighing } from './weighing';

/** Hears how many files of how many are read: the texts first, then the weight files. */
export type Progress = (done: number, total: number, of: 'texts' | 'weights') => void;

const readAtOnce = 24;
/** More names than this are not looked for one by one. */
const mostNamed = 2000;
/** By what a file is included as: a name that such files may have. */
const includedNames: Readonly<Record<IncludeMention['as'], string>> = {
  requirements: 'requirements.txt',
  constraints: 'requirements.txt',
  'conda-environment': 'environment.yml',
  'python-env': 'python_env.yaml',
};

export interface ScanOptions {
  readonly files: Files;
  readonly roots: readonly string[];
  /** Paths relative to a root that are left out, beside what the policies exclude. */
  readonly excluded: PathTest;
  readonly ruleIds: ReadonlySet<string>;
  /** Texts of open editors by path; each stands in place of the file's. */
  readonly buffers: ReadonlyMap<string, string>;
  readonly scope: Scope;
  readonly readWeights: ReadWeights;
}

export interface WeighingOptions {
  /** Hears of each file that was read, or could not be. */
  readonly put: (path: string) => void;
  readonly progress: Progress;
  /** Ends it; what is not read by then is a problem. */
  readonly signal: AbortSignal;
}

/** What one look through the roots brings together, and how single files are read again later. */
export class Scan {
  readonly project: Project;
  readonly policies: Policies;
  /** By path: files and folders that could not be read. */
  readonly readProblems = new Map<string, Problem>();
  readonly #ignored: readonly IgnoreRules[];
  readonly #installed = new Set<string>();
  readonly #included = new Map<string, IncludeMention['as']>();
  readonly #weighing: Weighing;

  constructor(readonly options: ScanOptions) {
    const { roots, excluded, ruleIds, readWeights } = options;
    this.project = new Project(roots);
    this.policies = new Policies(ruleIds);
    this.#weighing = new Weighing(readWeights);
    this.#ignored = roots.map((root) => new IgnoreRules(root, excluded, (path) => this.policies.isExcluded(path)));
  }

  /** Walks the roots and reads all texts that are asked about and of interest; `isStale` tells when nobody wants the result any more. */
  async run(progress: Progress, isStale: () => boolean): Promise<void> {
    const { scope, buffers } = this.options;
    for (const ignored of this.#ignored) await this.#findFiles(ignored);
    for (const path of buffers.keys()) this.project.addFile(path);
    if (!scope.isWhole) for (const path of scope.asked) await this.#note(path);
    const found = this.project.files.filter((path) => interestIn(this.project.relative(path)) === 'text');
    if (scope.isWhole) return this.#readAll([...new Set([...found, ...this.#installed])], progress, isStale);

    await this.#readAll(
      found.filter((path) => scope.covers(path)),
      progress,
      isStale,
    );
    await this.#noteNamed();
    const asks = this.project.documents.some((document) => document.mentions('package').some(isInstallable));
    const beside = [...found.filter((path) => !scope.covers(path)), ...(asks ? this.#installed : [])];
    await this.#readAll(
      beside.filter((path) => this.#settlesOthers(path)),
      progress,
      isStale,
    );
  }

  /** The name by which a file is recognized; one that another pulls in is read as what it is for that one, whatever it is called. */
  nameOf(path: string): string {
    const as = this.#included.get(path);
    return as === undefined ? this.project.relative(path) : includedNames[as];
  }

  /** Reads one file into the project, from its editor if it is open in one. */
  async read(path: string): Promise<void> {
    const name = this.nameOf(path);
    const text = this.options.buffers.get(path);
    const read = text === undefined ? await loadText(this.options.files, path, name) : readText(path, name, text);
    if (read instanceof Document) this.project.put(read);
    else if (read) this.readProblems.set(path, read);
  }

  /** The files that may hold weights by their names, of those that are asked about or that these name. */
  get weightFiles(): readonly string[] {
    return this.project.files.filter(
      (path) =>
        this.#mayHoldWeights(path) && (this.options.scope.covers(path) || this.project.referencesTo(path).length > 0),
    );
  }

  /** Takes over what was read in weight files before, until they are read again. */
  inherit({ project }: Scan): void {
    for (const path of this.weightFiles) {
      const before = project.document(path);
      if (before?.reading.weights) this.project.put(before);
    }
  }

  /** Reads weight files into the project; `put` hears of each. What was read before stays until then. */
  async weigh(paths: readonly string[], { put, progress, signal }: WeighingOptions): Promise<void> {
    await this.#weighing.weigh(paths, {
      progress: (done, total) => progress(done, total, 'weights'),
      signal,
      put: (path, found) => {
        if (!this.project.hasFile(path)) return;
        this.readProblems.delete(path);
        if (found instanceof Document) this.project.put(found);
        else this.project.drop(path);
        if (found && !(found instanceof Document)) this.readProblems.set(path, found);
        put(path);
      },
    });
  }

  /** Looks at one file or folder again after a change on the disk. Tells whether it is a file that may hold weights, which is left to `weigh`. */
  async refresh(path: string): Promise<boolean> {
    const kind = await this.options.files.stat(path).then(
      (found) => found.kind,
      () => undefined,
    );
    if (kind !== 'file') this.#forget(path);
    if (kind !== 'file' || !this.admits(path)) return false;
    if (this.#mayHoldWeights(path)) {
      this.project.addFile(path);
      return true;
    }
    this.readProblems.delete(path);
    this.project.drop(path);
    this.project.addFile(path);
    if (interestIn(this.nameOf(path)) === 'text') await this.read(path);
    return false;
  }

  /** Whether a file is the project's own. */
  admits(path: string): boolean {
    return this.#ignored.every((ignored) => ignored.admits(path)) && !this.policies.isExcluded(path);
  }

  /** Reads the files that others pull in under names that say nothing, and what those pull in. */
  async followIncludes(): Promise<void> {
    for (const document of this.project.documents) await this.#followFrom(document);
  }

  async #readAll(paths: readonly string[], progress: Progress, isStale: () => boolean): Promise<void> {
    let next = 0;
    let done = 0;
    const reader = async (): Promise<void> => {
      while (next < paths.length && !isStale()) {
        await this.read(paths[next++]!);
        progress(++done, paths.length, 'texts');
      }
    };
    await Promise.all(Array.from({ length: Math.min(readAtOnce, paths.length) }, reader));
  }

  /** Whether a file may say which versions or which license count for others: it names packages or licenses. */
  #settlesOthers(path: string): boolean {
    const given = readersFor(this.project.relative(path)).flatMap(({ gives }) => gives);
    return given.includes('package') || given.includes('license');
  }

  /** Looks for files and folders of the project that the documents name, where they have not been walked. */
  async #noteNamed(): Promise<void> {
    const named = this.project.documents.flatMap(({ path, reading }) =>
      reading.mentions.flatMap((mention) => {
        if (mention.kind === 'weights') return this.project.candidates(path, mention.path.text);
        const isNamed = mention.kind === 'model' || mention.kind === 'dataset';
        return isNamed ? this.project.candidates(path, mention.name.text) : [];
      }),
    );
    for (const path of [...new Set(named)].slice(0, mostNamed)) await this.#note(path);
  }

  /** Notes what stands at a path of the roots that the walk may have left out. */
  async #note(path: string): Promise<void> {
    if (this.project.hasFile(path) || !this.options.roots.some((root) => below(root, path) !== undefined)) return;
    const kind = await this.options.files.stat(path).then(
      (found) => found.kind,
      () => undefined,
    );
    if (kind === 'file') this.project.addFile(path);
    if (kind === 'folder') this.project.addFolder(path);
  }

  #mayHoldWeights(path: string): boolean {
    return !this.options.buffers.has(path) && interestIn(this.nameOf(path)) === 'weights';
  }

  /** A file, or a folder with all that was in it, is gone. */
  #forget(path: string): void {
    this.readProblems.delete(path);
    for (const file of this.project.filesBelow(path)) {
      if (this.options.buffers.has(file)) continue;
      this.#weighing.cancel(file);
      this.project.removeFile(file);
    }
  }

  async #followFrom(document: Document): Promise<void> {
    for (const include of followedIncludes(document)) {
      const target = includedPath(document, include);
      if (target === undefined || this.project.document(target)) continue;
      if (!this.options.scope.isWhole) await this.#note(target);
      if (!this.project.hasFile(target)) continue;
      this.#included.set(target, include.as);
      await this.read(target);
      const included = this.project.document(target);
      if (included) await this.#followFrom(included);
    }
  }

  async #findFiles(ignored: IgnoreRules): Promise<void> {
    const environments = new Set<string>();
    for (const folder of await this.#foldersAboveInRepository(ignored.root)) {
      for (const name of policyFileNames) await this.#readPolicy(entryOf(folder, name));
    }
    await walk(
      this.options.files,
      ignored,
      {
        file: (path) => this.project.addFile(path),
        policy: (path) => this.#readPolicy(path),
        environment: (path) => void environments.add(path),
        problem: (path, code, message) => void this.readProblems.set(path, { path, code, message, range: topOfFile }),
      },
      this.options.scope,
    );
    for (const environment of environments) {
      for (const path of await filesOfInstalled(this.options.files, environment)) this.#installed.add(path);
    }
  }

  /** The folders above a root up to the top of its repository; none where there is no repository. */
  async #foldersAboveInRepository(root: string): Promise<readonly string[]> {
    const above: string[] = [];
    for (let folder = root; ; folder = posix.dirname(folder)) {
      const isTop = await this.options.files.stat(entryOf(folder, '.git')).then(
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
    const { files, buffers } = this.options;
    const text = buffers.get(path) ?? (await textOf(files, path));
    if (typeof text === 'string') this.policies.put(path, text);
    else if (text) this.readProblems.set(path, text);
  }
}

/** Whether an environment may have the package installed. */
function isInstallable({ ecosystem }: PackageMention): boolean {
  return ecosystem === 'pypi' || ecosystem === 'conda';
}
