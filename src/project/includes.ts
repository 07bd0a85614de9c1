import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { Problem } from '../domain/finding';
import type { IncludeMention } from '../domain/mention';

/** The workspace as far as an include can reach. */
export interface Reach {
  readonly roots: readonly string[];
  rootOf(path: string): string;
  hasFile(path: string): boolean;
}

/** The file that an include names: relative to the file that says so, as pip has it. `undefined` for URLs and for what something fills in later. */
export function includedPath(document: Document, { path }: IncludeMention): string | undefined {
  const name = path.text.replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name) || /[${}]/.test(name) || name === '') return undefined;
  return name.startsWith('/') || /^[A-Za-z]:\//.test(name) ? name : posix.join(posix.dirname(document.path), name);
}

/** Kinds of files from which pip sees all paths; a command may run elsewhere. */
const seenFromFile: ReadonlySet<string> = new Set(['requirements', 'conda-environment', 'python-env']);

/** The includes of a file that are paths seen from it, so that they can be followed. */
export function followedIncludes(document: Document): readonly IncludeMention[] {
  const includes = document.mentions('include');
  return seenFromFile.has(document.kind)
    ? includes
    : includes.filter(({ as }) => seenFromFile.has(as) && as !== 'requirements');
}

/** Includes that cannot be followed: out of the workspace, or to a file that is not there. */
export function includeProblems(project: Reach, document: Document): readonly Problem[] {
  if (project.roots.length === 0) return [];
  return followedIncludes(document).flatMap((include): Problem[] => {
    const target = includedPath(document, include);
    if (target === undefined || project.hasFile(target)) return [];
    const root = project.rootOf(document.path);
    const isInside = target.startsWith(root === '/' ? root : `${root}/`);
    const { path } = document;
    const range = document.lines.range(include.path);
    return isInside
      ? [
          {
            path,
            range,
            code: 'include-missing',
            message: 'This file is not in the workspace, so what it asks for was not checked.',
          },
        ]
      : [
          {
            path,
            range,
            code: 'include-outside',
            message:
              'This file lies outside of the workspace, so it was not read and what it asks for was not checked.',
          },
        ];
  });
}
