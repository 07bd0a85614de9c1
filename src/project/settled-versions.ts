import { posix } from 'node:path';
import type { Document } from '../domain/document';
import { exactVersion } from '../domain/exact-version';
import type { CommitInUse, VersionInUse } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { settledKey } from './graph';
import { includedPath } from './includes';
import { isCommit, repositoryUrl } from '../packaging/url';

/** The files among which versions are settled. */
export interface Documents {
  readonly documents: readonly Document[];
  document(path: string): Document | undefined;
  hasFile(path: string): boolean;
  relative(path: string): string;
}

/** A commit that a lock chose of a repository. */
interface Commit {
  readonly path: string;
  readonly folder: string;
  readonly commit: string;
}

interface Pin {
  readonly path: string;
  /** The folder for which it may count; that of an environment for what is installed in it. */
  readonly folder: string;
  readonly version: string;
  readonly role: PackageMention['role'];
  readonly requires: NonNullable<PackageMention['requires']>;
}

/** What the files of a project settle for each other: constraints, locks and pins. Holds until files come or go. */
export class SettledVersions {
  readonly #pins = new Map<string, Pin[]>();
  readonly #commits = new Map<string, Commit[]>();
  readonly #included = new Map<string, ReadonlySet<string>>();

  constructor(readonly project: Documents) {
    for (const document of project.documents) this.#add(document);
  }

  /** Takes what a document says in place of what one of the same path said before; what both include is the same. */
  replace(before: Document, now: Document): void {
    const isOther = ({ path }: Pin | Commit): boolean => path !== now.path;
    for (const { ecosystem, name, url } of before.mentions('package')) {
      const key = settledKey(ecosystem, name.text);
      const repository = url && repositoryUrl(url.text);
      const [pins, commits] = [this.#pins.get(key), this.#commits.get(repository ?? '')];
      if (pins) this.#pins.set(key, pins.filter(isOther));
      if (commits && repository !== undefined) this.#commits.set(repository, commits.filter(isOther));
    }
    this.#add(now);
  }

  #add(document: Document): void {
    for (const mention of document.mentions('package')) {
      this.#noteCommit(document, mention);
      const version = exactVersion(mention);
      if (version === undefined) continue;
      const key = settledKey(mention.ecosystem, mention.name.text);
      const folder = folderOf(document.path, mention);
      const pin = { path: document.path, folder, version, role: mention.role, requires: mention.requires ?? [] };
      const known = this.#pins.get(key);
      if (known) known.push(pin);
      else this.#pins.set(key, [pin]);
    }
  }

  /**
   * A version that binds the file (a constraint that it includes, its lock), else the installed one,
   * else the only one that files beside or above it have.
   */
  versionFor(path: string, ecosystem: string, name: string): VersionInUse | undefined {
    const pins = (this.#pins.get(settledKey(ecosystem, name)) ?? []).filter((pin) => pin.path !== path);
    if (pins.length === 0) return undefined;
    const kind = this.project.document(path)?.kind;
    const near = pins.filter((pin) => path.startsWith(`${pin.folder}/`));
    const installed = near.filter(({ role }) => role === 'installed');
    if (isOfEnvironment(kind)) {
      const environment = environmentOf(path);
      const beside = installed.filter((pin) => environmentOf(pin.path) === environment);
      return this.#only(beside, 'installed');
    }
    const included = this.#includedBy(path);
    const constraints = pins.filter((pin) => included.has(pin.path));
    const locked = kind === 'requirements' ? [] : innermost(near.filter(({ role }) => role === 'locked'));
    return (
      this.#only(constraints, 'binding') ??
      this.#only(locked, 'binding') ??
      this.#only(installed, 'installed') ??
      this.#only(near, 'elsewhere')
    );
  }

  /** What an installed package needs of those that are installed with it; unknown where a lock has the package. */
  installedNeeds(path: string, ecosystem: string, name: string): readonly string[] | undefined {
    const near = this.#near(path, ecosystem, name);
    const [installed] = near.filter(({ role }) => role === 'installed');
    if (!installed || near.some(({ role }) => role === 'locked')) return undefined;
    const names = installed.requires.map((needed) => needed.name.text);
    return names.filter((needed) => this.#near(path, ecosystem, needed).some(({ role }) => role === 'installed'));
  }

  /** The versions of a package that other files beside or above a file have. */
  #near(path: string, ecosystem: string, name: string): readonly Pin[] {
    const pins = this.#pins.get(settledKey(ecosystem, name)) ?? [];
    return pins.filter((pin) => pin.path !== path && path.startsWith(`${pin.folder}/`));
  }

  /** The commit of a repository that the locks beside or above a file agree on. */
  commitFor(path: string, url: string): CommitInUse | undefined {
    const near = (this.#commits.get(repositoryUrl(url) ?? '') ?? []).filter(({ folder }) =>
      path.startsWith(`${folder}/`),
    );
    const first = firstByPath(near);
    if (!first || near.some(({ commit }) => commit !== first.commit)) return undefined;
    return { commit: first.commit, source: this.project.relative(first.path) };
  }

  #noteCommit({ path }: Document, { role, url, git }: PackageMention): void {
    const commit = role === 'locked' ? git?.revision?.text : undefined;
    const repository = url && repositoryUrl(url.text);
    if (repository === undefined || commit === undefined || !isCommit(commit)) return;
    const found = { path, folder: posix.dirname(path), commit };
    const known = this.#commits.get(repository);
    if (known) known.push(found);
    else this.#commits.set(repository, [found]);
  }

  /** `requirements.txt` for `requirements.in`: the form that pip-compile or uv made of it. */
  lockOf(path: string): string | undefined {
    if (!path.endsWith('.in')) return undefined;
    const compiled = `${path.slice(0, -'.in'.length)}.txt`;
    return this.project.hasFile(compiled) ? compiled : undefined;
  }

  #includedBy(path: string): ReadonlySet<string> {
    const known = this.#included.get(path) ?? includedBy(this.project, path);
    this.#included.set(path, known);
    return known;
  }

  /** The version that all the pins agree on. */
  #only(pins: readonly Pin[], standing: VersionInUse['standing']): VersionInUse | undefined {
    const first = firstByPath(pins);
    if (!first || pins.some(({ version }) => version !== first.version)) return undefined;
    const { version, path, folder } = first;
    const source = standing === 'installed' ? path.slice(0, path.indexOf('/', folder.length + 1)) : path;
    return { version, source: this.project.relative(source), standing };
  }
}

/** The one that is told where several say the same: the same for the same files, whichever was read last. */
function firstByPath<T extends { readonly path: string }>(list: readonly T[]): T | undefined {
  return list.reduce((first: T | undefined, one) => (first && first.path <= one.path ? first : one), undefined);
}

/** Those of the innermost folder: of several locks above a file, installers take the nearest. */
function innermost(pins: readonly Pin[]): readonly Pin[] {
  const deepest = pins.reduce((most, { folder }) => Math.max(most, folder.length), 0);
  return pins.filter(({ folder }) => folder.length === deepest);
}

/** All files that a requirements file pulls in, however far. */
function includedBy(project: Documents, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: (Document | undefined)[] = [project.document(path)];
  for (let document = waiting.pop(); document; document = waiting.pop()) {
    for (const include of document.mentions('include')) {
      const target = includedPath(document, include);
      if (target === undefined || target === path || found.has(target)) continue;
      found.add(target);
      const next = project.document(target);
      if (next) waiting.push(next);
    }
  }
  return found;
}

/** The folder for which a package counts. */
function folderOf(path: string, { role, servedTo }: PackageMention): string {
  if (servedTo !== undefined) return posix.join(posix.dirname(path), servedTo);
  const environment = role === 'installed' ? environmentOf(path) : undefined;
  return environment === undefined ? posix.dirname(path) : posix.dirname(environment);
}

/** Whether a document of this kind is a package that is installed. */
export function isOfEnvironment(kind: string | undefined): boolean {
  return kind === 'installed' || kind === 'installed-conda';
}

/** `/app/.venv` for `/app/.venv/lib/python3.12/site-packages/x.dist-info/METADATA` and for `/app/.venv/conda-meta/x.json`. */
export function environmentOf(path: string): string | undefined {
  return /^(.*\/[^/]+)\/(?:lib\/(?:[^/]+\/)?site-packages|conda-meta)\//i.exec(path)?.[1];
}
