import { posix } from 'node:path';
import { FileError } from '../host/ports';
import type { Files, FolderEntry } from '../host/ports';
import { entryOf } from './below';
import { decode } from './decode';
import { isEnvironmentName } from './environment';
import { environmentMarkers } from './ignore';
import type { IgnoreRules } from './ignore';
import { isPolicyFile } from './policy';
import { Scope } from './scope';

/** Bounds of a walk: what is beyond them is reported, not read. */
const maxFiles = 200_000;
const maxDepth = 64;
const maxIgnoreFile = 1 << 20;
const atOnce = 16;

export interface WalkListener {
  /** A file of the project. */
  file(path: string): void;
  /** A policy file; its word has to count for its folder before the folder is entered, so it is awaited. */
  policy(path: string): Promise<void>;
  /** A folder that looks like a virtual environment; it is not entered. */
  environment(path: string): void;
  /** A folder or file that could not be looked into. */
  problem(path: string, code: string, message: string): void;
}

/**
 * Goes through a root and names every file that is the project's own (see `IgnoreRules`).
 * Links to folders are not followed, so there are no loops; links to files count as files. Folders in which nobody asked
 * about anything are not entered.
 */
export async function walk(
  files: Files,
  ignored: IgnoreRules,
  listener: WalkListener,
  scope: Scope = new Scope(),
): Promise<void> {
  const waiting: { folder: string; depth: number }[] = [{ folder: ignored.root, depth: 0 }];
  let running = 0;
  let seen = 0;

  await new Promise<void>((done, failed) => {
    const advance = (): void => {
      while (running < atOnce && waiting.length > 0) {
        const { folder, depth } = waiting.pop()!;
        running++;
        visit(folder, depth).then(
          () => {
            running--;
            advance();
          },
          (error: unknown) => failed(error as Error),
        );
      }
      if (running === 0 && waiting.length === 0) done();
    };
    advance();
  });

  async function visit(folder: string, depth: number): Promise<void> {
    const entries = await listed(folder);
    await heed(folder, entries);
    if (!enters(folder) && folder !== ignored.root) return;
    for (const { name, kind } of entries) {
      const path = entryOf(folder, name);
      if (kind === 'folder') enter(path, depth + 1);
      else if (kind !== 'other' && ignored.keeps(path)) await found(path, kind);
    }
  }

  function enter(folder: string, depth: number): void {
    if (!enters(folder)) return isEnvironmentName(posix.basename(folder)) ? listener.environment(folder) : undefined;
    if (depth > maxDepth) listener.problem(folder, 'too-deep', `Folders below level ${maxDepth} are not looked into.`);
    else if (seen <= maxFiles && scope.touches(folder)) waiting.push({ folder, depth });
  }

  /** What was asked about by its name is looked at, even where it is not the project's own. */
  function enters(folder: string): boolean {
    return ignored.enters(folder) || scope.asked.includes(folder);
  }

  async function found(path: string, kind: FolderEntry['kind']): Promise<void> {
    if (kind === 'link' && !(await isFile(path))) return;
    if (++seen <= maxFiles) return listener.file(path);
    waiting.length = 0;
    if (seen === maxFiles + 1)
      listener.problem(ignored.root, 'too-many-files', `Only the first ${maxFiles} files are looked at.`);
  }

  /** Lets the files count that say what belongs to the project. */
  async function heed(folder: string, entries: readonly FolderEntry[]): Promise<void> {
    for (const { name, kind } of entries) {
      const path = entryOf(folder, name);
      if (name === environmentMarkers[kind]) {
        ignored.addEnvironment(folder);
        listener.environment(folder);
      } else if (kind === 'folder') continue;
      else if (name === '.gitignore') await readGitignore(folder, path);
      else if (isPolicyFile(name)) await listener.policy(path);
    }
  }

  async function readGitignore(folder: string, path: string): Promise<void> {
    const text = await files.read(path, maxIgnoreFile).then(decode, () => undefined);
    if (text) ignored.addGitignore(folder, text.text);
    else listener.problem(path, 'unreadable', 'This file could not be read, so what it ignores is looked at as well.');
  }

  async function listed(folder: string): Promise<readonly FolderEntry[]> {
    try {
      return await files.list(folder);
    } catch (error) {
      const gone = error instanceof FileError && error.code === 'not-found' && folder !== ignored.root;
      if (!gone) listener.problem(folder, 'unreadable', 'This folder could not be read, so nothing in it was checked.');
      return [];
    }
  }

  async function isFile(path: string): Promise<boolean> {
    return files.stat(path).then(
      ({ kind }) => kind === 'file',
      () => false,
    );
  }
}
