import { posix } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { FolderEntry } from '../host/ports';
import { below, entryOf } from './below';
import type { PathTest } from './glob';

/** Folders that hold other people's files, history or caches. What is in them is not the project's own. */
const foreignFolders = new Set([
  'node_modules',
  'bower_components',
  'site-packages',
  'dist-packages',
  '__pycache__',
  '__pypackages__',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.venv',
  '.conda',
  '.virtualenv',
  '.tox',
  '.nox',
  '.eggs',
  '.cache',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.ipynb_checkpoints',
  '.terraform',
  '.gradle',
  '.vscode-test',
]);

/** What marks a virtual environment, or one of conda, whatever its folder is called: by the kind of the entry. */
export const environmentMarkers: Readonly<Partial<Record<FolderEntry['kind'], string>>> = {
  file: 'pyvenv.cfg',
  folder: 'conda-meta',
};

/** Decides which files of one root belong to the project. Paths are absolute with `/`. */
export class IgnoreRules {
  readonly #gitignores = new Map<string, Ignore>();
  readonly #environments = new Set<string>();

  constructor(
    readonly root: string,
    /** Paths relative to the root that an editor or a caller leaves out. */
    readonly excluded: PathTest,
    /** What the policy files leave out; takes absolute paths. */
    readonly excludedByPolicy: PathTest,
  ) {}

  addGitignore(folder: string, text: string): void {
    this.#gitignores.set(posix.dirname(entryOf(folder, '.gitignore')), ignore({ allowRelativePaths: false }).add(text));
  }

  addEnvironment(folder: string): void {
    this.#environments.add(folder);
  }

  /** Whether a file, and every folder on the way to it, is the project's own. */
  admits(file: string): boolean {
    const relative = below(this.root, file);
    if (relative === undefined) return true;
    let at = this.root;
    for (const name of relative.split('/').slice(0, -1)) {
      at = entryOf(at, name);
      if (!this.enters(at)) return false;
    }
    return !this.#leftOut(file, false);
  }

  /** Whether a folder, whose own parents are known to be entered, is the project's own. */
  enters(folder: string): boolean {
    if (foreignFolders.has(posix.basename(folder)) || this.#environments.has(folder)) return false;
    return !this.#leftOut(folder, true);
  }

  /** Whether one entry of an entered folder is the project's own. */
  keeps(file: string): boolean {
    return !this.#leftOut(file, false);
  }

  #leftOut(path: string, isFolder: boolean): boolean {
    if (this.excluded(below(this.root, path) ?? '') || this.excludedByPolicy(path)) return true;
    return this.#gitIgnored(path, isFolder);
  }

  /** The nearest `.gitignore` that has a word on the path decides: https://git-scm.com/docs/gitignore */
  #gitIgnored(path: string, isFolder: boolean): boolean {
    if (this.#gitignores.size === 0) return false;
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const matcher = this.#gitignores.get(folder);
      if (matcher) {
        const { ignored, unignored } = matcher.test(below(folder, path)! + (isFolder ? '/' : ''));
        if (ignored || unignored) return ignored;
      }
      if (folder.length <= this.root.length) return false;
    }
  }
}
