import { posix } from 'node:path';
import { Document } from '../domain/document';
import type { Problem } from '../domain/finding';
import type { PackageMention } from '../domain/mention';
import type { Files } from '../host/ports';
import { topOfFile } from '../text/place';
import { below, entryOf } from './below';
import { installedMetadata } from './environment';
import type { PathTest } from './glob';
import { IgnoreRules } from './ignore';
import { includedPath } from './includes';
import { isOfInterest, loadFile, readersFor, readText, textOf } from './load';
import { Policies } from './policies';
import { policyFileNames } from './policy';
import { Project } from './project';
import type { Scope } from './scope';
import { walk } from './walk';

export type Progress = (done: number, total: number) => void;

const readAtOnce = 24;
/** More names than this are not looked for one by one. */
const mostNamed = 2000;
/** A name that every requirements file may have. */
const includedName = 'requirements.txt';

export interface ScanOptions {
  readonly files: Files;
  readonly roots: readonly string[];
  /** Paths relative to a root that are left out, beside what the policies exclude. */
  readonly excluded: PathTest;
  readonly ruleIds: ReadonlySet<string>;
  /** Texts of open editors by path; each stands in place of the file's. */
  readonly buffers: ReadonlyMap<string, string>;
  readonly scope: Scope;
}

/** What one look through the roots brings together, and how single files are read again later. */
export class Scan {
  readonly project: Project;
  readonly policies: Policies;
  /** By path: files and folders that could not be read. */
  readonly readProblems = new Map<string, Problem>();
  readonly #ignored: readonly IgnoreRules[];
  readonly #installed = new Set<string>();
  readonly #included = new Set<string>();

  constructor(readonly options: ScanOptions) {
    const { roots, excluded, ruleIds } = options;
    this.project = new Project(roots);
    this.policies = new Policies(ruleIds);
    this.#ignored = roots.map((root) => new IgnoreRules(root, excluded, (path) => this.policies.isExcluded(path)));
  }

  /** Walks the roots and reads all that is asked about and of interest; `isStale` tells when nobody wants the result any more. */
  async run(progress: Progress, isStale: () => boolean): Promise<void> {
    const { scope, buffers } = this.options;
    for (const ignored of this.#ignored) await this.#findFiles(ignored);
    for (const path of buffers.keys()) this.project.addFile(path);
    if (!scope.isWhole) for (const path of scope.asked) await this.#note(path);
    const found = this.project.files.filter((path) => isOfInterest(this.project.relative(path)));
    if (scope.isWhole) return this.#readAll([...new Set([...found, ...this.#installed])], progress, isStale);

    await this.#readAll(
      found.filter((path) => scope.covers(path)),
      progress,
      isStale,
    );
    await this.#noteNamed();
    const asksPypi = this.project.documents.some((document) => document.mentions('package').some(isOfPypi));
    const beside = found.filter((path) => !scope.covers(path) && this.#settlesOthers(path));
    await this.#readAll([...beside, ...(asksPypi ? this.#installed : [])], progress, isStale);
  }

  /** The name by which a file is recognized; one that a requirements file pulls in is read as such, whatever it is called. */
  nameOf(path: string): string {
    return this.#included.has(path) ? includedName : this.project.relative(path);
  }

  /** Reads one file into the project, from its editor if it is open in one. */
  async read(path: string): Promise<void> {
    const name = this.nameOf(path);
    const text = this.options.buffers.get(path);
    const read = text === undefined ? await loadFile(this.options.files, path, name) : readText(path, name, text);
    if (read instanceof Document) this.project.put(read);
    else if (read) this.readProblems.set(path, read);
  }

  /** Looks at one file or folder again after a change on the disk. */
  async refresh(path: string): Promise<void> {
    const kind = await this.options.files.stat(path).then(
      (found) => found.kind,
      () => undefined,
    );
    this.readProblems.delete(path);
    if (kind !== 'file') {
      const gone = this.project.filesBelow(path).filter((file) => !this.options.buffers.has(file));
      for (const file of gone) this.project.removeFile(file);
    } else if (this.admits(path)) {
      this.project.drop(path);
      this.project.addFile(path);
      if (isOfInterest(this.nameOf(path))) await this.read(path);
    }
  }

  /** Whether a file is the project's own. */
  admits(path: string): boolean {
    return this.#ignored.every((ignored) => ignored.admits(path)) && !this.policies.isExcluded(path);
  }

  /** Reads the files that requirements files pull in under names that say nothing, and what those pull in. */
  async followIncludes(): Promise<void> {
    for (const document of this.project.documents) {
      if (document.kind === 'requirements') await this.#followFrom(document);
    }
  }

  async #readAll(paths: readonly string[], progress: Progress, isStale: () => boolean): Promise<void> {
    let next = 0;
    let done = 0;
    const reader = async (): Promise<void> => {
      while (next < paths.length && !isStale()) {
        await this.read(paths[next++]!);
        progress(++done, paths.length);
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

  async #followFrom(document: Document): Promise<void> {
    for (const include of document.mentions('include')) {
      const target = includedPath(document, include);
      if (target === undefined || this.project.document(target)) continue;
      if (!this.options.scope.isWhole) await this.#note(target);
      if (!this.project.hasFile(target)) continue;
      this.#included.add(target);
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
      for (const path of await installedMetadata(this.options.files, environment)) this.#installed.add(path);
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

function isOfPypi({ ecosystem }: PackageMention): boolean {
  return ecosystem === 'pypi';
}
