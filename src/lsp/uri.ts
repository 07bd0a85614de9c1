import { fileURLToPath, pathToFileURL } from 'node:url';
import { enginePath } from '../host/node';

/** The engine's path of a document. Documents that are not files keep their URI as path; nothing is read from the disk for them. */
export function pathOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return enginePath(fileURLToPath(uri));
  } catch {
    return uri;
  }
}

export function uriOf(path: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? path : pathToFileURL(path).href;
}
