import { posix } from 'node:path';
import type { Document } from '../domain/document';
import { includedPath } from './includes';

/** The requirements files from which the manifests of packages take what these ask for, so that whoever installs one gets it as well. */
export function manifestSources(documents: readonly Document[]): ReadonlySet<string> {
  return new Set(documents.flatMap(sourcesOf));
}

function sourcesOf(document: Document): readonly string[] {
  if (document.kind === 'setup-py') return named(document);
  if (document.kind !== 'pyproject' && document.kind !== 'setup-cfg') return [];
  return document.mentions('include').flatMap((include) => includedPath(document, include) ?? []);
}

/** setup.py reads them by code of its own, which is not run: the names of files in it have to do. */
function named({ path, text }: Document): readonly string[] {
  const names = Array.from(text.matchAll(/(["'])([\w./-]{1,200}\.(?:txt|in))\1/g), ([, , name]) => name!);
  return names.map((name) => posix.join(posix.dirname(path), name));
}
