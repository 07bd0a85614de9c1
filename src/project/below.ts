/** The path of an entry of a folder. The root of a disk ends with `/`, other folders do not. */
export function entryOf(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The path relative to a folder; `undefined` where it does not stand below it. */
export function below(folder: string, path: string): string | undefined {
  const start = entryOf(folder, '');
  return path.length > start.length && path.startsWith(start) ? path.slice(start.length) : undefined;
}
