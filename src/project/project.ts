import { posix } from 'node:path';
import type { Component, Graph } from '../domain/component';
import type { Document } from '../domain/document';
import type { Related } from '../domain/finding';
import type { LicenseInFile, NamedWeights } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { localPurl } from '../packaging/purl';
import { topOfFile } from '../text/place';
import { below } from './below';
import { downloadFoldersIn, type DownloadFolder } from './downloads';
import { contributionOf, mergeContributions, settledKey } from './graph';
import type { Contribution, Surroundings } from './graph';
import { manifestSources } from './manifest-sources';
import { Origins } from './origins';
import { SettledVersions } from './settled-versions';
import type { Documents } from './settled-versions';

/** The files of the workspace and what was read in them. Knows no disk: others put files in and take them out. */
export class Project implements Surroundings, Documents {
  readonly #documents = new Map<string, Document>();
  readonly #files = new Set<string>();
  readonly #folders = new Map<string, number>();
  readonly #contributions = new Map<string, Contribution>();
  #references: Map<string, Related[]> | undefined;
  #graph: Graph | undefined;
  #sorted: readonly Document[] | undefined;
  #settled: SettledVersions | undefined;
  #origins: Origins | undefined;
  #manifestSources: ReadonlySet<string> | undefined;
  #described: Set<string> | undefined;
  #downloadFolders: readonly DownloadFolder[] | undefined;

  constructor(readonly roots: readonly string[]) {}

  get files(): readonly string[] {
    return [...this.#files];
  }

  /** Notes that a file exists, whatever it holds. */
  addFile(path: string): void {
    if (this.#files.has(path)) return;
    this.#files.add(path);
    for (const folder of foldersAbove(path)) this.#folders.set(folder, (this.#folders.get(folder) ?? 0) + 1);
    this.#forgetDerived();
  }

  /** Notes that a folder exists, though nobody has looked into it. */
  addFolder(path: string): void {
    if (!this.#folders.has(path)) this.#folders.set(path, 0);
    this.#forgetDerived();
  }

  removeFile(path: string): void {
    this.#documents.delete(path);
    if (!this.#files.delete(path)) return this.#forgetDerived();
    for (const folder of foldersAbove(path)) {
      const left = this.#folders.get(folder)! - 1;
      if (left > 0) this.#folders.set(folder, left);
      else this.#folders.delete(folder);
    }
    this.#forgetDerived();
  }

  /** All files at or below a path. */
  filesBelow(path: string): readonly string[] {
    return [...this.#files].filter((file) => file === path || below(path, file) !== undefined);
  }

  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  /** Puts a document in place of the one that was read from the same file before. */
  put(document: Document): void {
    const before = this.#documents.get(document.path);
    this.#documents.set(document.path, document);
    this.#sorted = undefined;
    this.addFile(document.path);
    this.#contributions.delete(document.path);
    this.#graph = undefined;
    this.#origins = undefined;
    this.#manifestSources = undefined;
    this.#references = undefined;
    this.#downloadFolders = undefined;
    if (changesSurroundings(before, document)) return this.#forgetDerived();
    this.#settleAnew(before!, document);
  }

  /** Forgets what was read in a file, which goes on to exist. */
  drop(path: string): void {
    if (this.#documents.delete(path)) this.#forgetDerived();
  }

  document(path: string): Document | undefined {
    return this.#documents.get(path);
  }

  /** Sorted by path, so that whatever is made of them is the same each time. */
  get documents(): readonly Document[] {
    return (this.#sorted ??= [...this.#documents.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
  }

  get graph(): Graph {
    if (this.#graph) return this.#graph;
    const contributions = this.documents.map((document) => this.#contribution(document));
    return (this.#graph = mergeContributions(this.#applications(), contributions));
  }

  get settled(): SettledVersions {
    return (this.#settled ??= new SettledVersions(this));
  }

  /** Whether the manifest of a package takes what it asks for from a requirements file. */
  isManifestSource(path: string): boolean {
    return (this.#manifestSources ??= manifestSources(this.documents)).has(path);
  }

  get origins(): Origins {
    return (this.#origins ??= new Origins(this));
  }

  /** The exact version that a file which leaves it open gets all the same, from its lock, a constraint or an environment. */
  resolvedVersion(path: string, ecosystem: string, name: string): string | undefined {
    const found = this.settled.versionFor(path, ecosystem, name);
    return found && found.standing !== 'elsewhere' ? found.version : undefined;
  }

  /** The root of a path: the innermost one above it, or its own folder. */
  rootOf(path: string): string {
    const above = this.roots.filter((root) => path === root || below(root, path) !== undefined);
    return above.sort((a, b) => b.length - a.length)[0] ?? posix.dirname(path);
  }

  relative(path: string): string {
    const root = this.rootOf(path);
    const inside = below(root, path) ?? '';
    return this.roots.length > 1 ? posix.join(posix.basename(root), inside) : inside;
  }

  applicationOf(path: string): string {
    return localPurl(posix.basename(this.rootOf(path)) || 'workspace');
  }

  localId(path: string): string {
    const relative = this.relative(path);
    return relative === '' ? `${this.applicationOf(path)}?type=model` : localPurl(relative);
  }

  describedAt(folder: string): string | undefined {
    const root = this.rootOf(`${folder}/x`);
    for (let at = folder; ; at = posix.dirname(at)) {
      if (this.#isDescribed(at)) return this.localId(at);
      if (at.length <= root.length) return undefined;
    }
  }

  localComponent(path: string, name: string): string | undefined {
    for (const target of this.candidates(path, name)) {
      if (this.document(target)?.reading.weights || this.#isDescribed(target)) return this.localId(target);
    }
    return undefined;
  }

  isLocal(path: string, name: string): boolean {
    if (/^(\.{0,2}[/\\]|~|[A-Za-z]:[/\\])/.test(name) || name.includes('\\') || name === '.' || name === '..')
      return true;
    if (/^[^/]+\/[^/]+\//.test(name)) return true;
    return this.candidates(path, name).some((target) => this.#files.has(target) || this.#folders.has(target));
  }

  weightsNamed(path: string, name: string): NamedWeights | undefined {
    const target = this.candidates(path, name).find((candidate) => this.#files.has(candidate));
    const facts = target === undefined ? undefined : this.document(target)?.reading.weights;
    return facts && { path: target!, facts };
  }

  /** The folders that calls of the workspace download repositories of the Hub to. */
  get downloadFolders(): readonly DownloadFolder[] {
    return (this.#downloadFolders ??= this.documents.flatMap((document) =>
      downloadFoldersIn(document, (path, name) => this.candidates(path, name)),
    ));
  }

  installedIn(folder: string): PackageMention | undefined {
    return this.document(`${folder}/METADATA`)?.mentions('package')[0];
  }

  referencesTo(path: string): readonly Related[] {
    this.#references ??= this.#allReferences();
    return this.#references.get(path) ?? [];
  }

  /** By the naming customs of OpenSSF Model Signing: `model.sig` beside or above the model, or the file's own name with an ending. */
  signatureOf(path: string): string | undefined {
    const folder = posix.dirname(path);
    const own = ['.sig', '.sigstore', '.sigstore.json', '.bundle.json'].map((ending) => path + ending);
    const shared = [folder, posix.dirname(folder)].flatMap((at) => [`${at}/model.sig`, `${at}/model.sigstore.json`]);
    return [...own, ...shared].find((candidate) => this.#files.has(candidate));
  }

  licenseBeside(path: string): LicenseInFile | undefined {
    const folder = posix.dirname(path);
    const texts = [...this.#documents.values()].filter(
      (one) => one.kind === 'license-file' && posix.dirname(one.path) === folder,
    );
    for (const document of texts) {
      const spdx = document.mentions('license')[0]?.spdx;
      if (spdx !== undefined) return { path: document.path, spdx };
    }
    return undefined;
  }

  /** Whether a card or a configuration in the folder describes a model or dataset. */
  #isDescribed(folder: string): boolean {
    this.#described ??= new Set(
      [...this.#documents.values()]
        .filter(({ subject }) => subject && subject.kind !== 'application')
        .map(({ path }) => posix.dirname(path)),
    );
    return this.#described.has(folder);
  }

  /** What a relative name may stand for: seen from the file, then from its root. */
  candidates(path: string, name: string): readonly string[] {
    const plain = name.replaceAll('\\', '/').replace(/\/+$/, '');
    if (plain === '' || plain.startsWith('~')) return [];
    if (plain.startsWith('/') || /^[A-Za-z]:\//.test(plain)) return [plain];
    return [posix.join(posix.dirname(path), plain), posix.join(this.rootOf(path), plain)];
  }

  #allReferences(): Map<string, Related[]> {
    const references = new Map<string, Related[]>();
    for (const document of this.documents) {
      for (const { path, by } of document.mentions('weights')) {
        if (path.text === '') continue;
        const target = this.candidates(document.path, path.text).find((candidate) => this.#files.has(candidate));
        if (target === undefined) continue;
        const related = { path: document.path, range: document.lines.range(path), message: `Named here by ${by}` };
        references.set(target, [...(references.get(target) ?? []), related]);
      }
    }
    return references;
  }

  #contribution(document: Document): Contribution {
    const known = this.#contributions.get(document.path);
    if (known) return known;
    const made = contributionOf(document, this);
    this.#contributions.set(document.path, made);
    return made;
  }

  #applications(): readonly Component[] {
    const roots =
      this.roots.length > 0 ? this.roots : [...new Set(this.documents.map(({ path }) => posix.dirname(path)))];
    return roots.map((root) => {
      const license = this.#licenseOf(root);
      return {
        id: this.applicationOf(`${root}/x`),
        kind: 'application',
        name: posix.basename(root) || 'workspace',
        ...(license !== undefined && { license }),
        facts: {},
        places: [{ file: this.relative(root) || '.', range: topOfFile }],
      };
    });
  }

  /** What the manifests in a root declare for the application, else the license whose text stands there. */
  #licenseOf(root: string): string | undefined {
    const inRoot = this.documents.filter(({ path }) => posix.dirname(path) === root);
    const manifests = inRoot.filter(({ subject }) => subject?.kind === 'application');
    const texts = inRoot.filter(({ kind }) => kind === 'license-file');
    const [found] = [...manifests, ...texts].flatMap((document) => document.mentions('license'));
    return found?.spdx ?? found?.id.text;
  }

  /** Replaces what one document says about versions; of the others only those parts are made anew that rest on it. */
  #settleAnew(before: Document, now: Document): void {
    const [old, current] = [pinsOf(before), pinsOf(now)];
    const changed = [...new Set([...old.keys(), ...current.keys()])].filter((key) => old.get(key) !== current.get(key));
    if (changed.length === 0) return;
    this.#settled?.replace(before, now);
    for (const [path, { settledElsewhere }] of this.#contributions) {
      if (changed.some((key) => settledElsewhere.has(key))) this.#contributions.delete(path);
    }
  }

  /** Files came or went, so names may stand for something else now. */
  #forgetDerived(): void {
    this.#sorted = undefined;
    this.#graph = undefined;
    this.#references = undefined;
    this.#downloadFolders = undefined;
    this.#settled = undefined;
    this.#origins = undefined;
    this.#manifestSources = undefined;
    this.#described = undefined;
    this.#contributions.clear();
  }
}

/** Whether a document changes what names in others stand for, or which files are read with which. */
function changesSurroundings(before: Document | undefined, now: Document): boolean {
  if (!before) return true;
  return (
    before.subject?.kind !== now.subject?.kind ||
    (before.reading.weights === undefined) !== (now.reading.weights === undefined) ||
    includesOf(before) !== includesOf(now)
  );
}

function includesOf(document: Document): string {
  return document
    .mentions('include')
    .map(({ path }) => path.text)
    .join('\n');
}

/** What a document says about the version of each package, as texts to compare. */
function pinsOf(document: Document): ReadonlyMap<string, string> {
  const pins = new Map<string, string>();
  for (const { ecosystem, name, specifier, clauses, git, role, requires = [] } of document.mentions('package')) {
    const key = settledKey(ecosystem, name.text);
    const needed = requires.map((one) => one.name.text);
    const said = [role, specifier?.text, clauses[0]?.version.text, git?.revision?.text, ...needed].join(' ');
    pins.set(key, `${pins.get(key) ?? ''}\n${said}`);
  }
  return pins;
}

function* foldersAbove(path: string): Generator<string> {
  for (let at = posix.dirname(path); at.length > 1; at = posix.dirname(at)) yield at;
}
