const separator = /[\\/]/;
const rooted = /^[\\/]|^[a-zA-Z]:[\\/]|^~[\\/]/;
const upBehindFolder = /(?:^|[\\/])(?!\.{1,2}[\\/])[^\\/]+[\\/]+\.\.(?:[\\/]|$)/;
const address = /^[a-zA-Z][\w+.-]+:[\\/]/;

/**
 * Whether a path in a file leads out of the folder that it counts from: from the root, a drive, a host or the home on, or by more
 * `..` than there are folders before them. `kernel:0` is a name like any other.
 */
export function leadsOutside(path: string): boolean {
  if (rooted.test(path)) return true;
  let depth = 0;
  for (const part of path.split(separator)) {
    if (part === '..' && --depth < 0) return true;
    if (part !== '' && part !== '.' && part !== '..') depth++;
  }
  return false;
}

/** The same of what is opened by a library that follows addresses, too, such as `gs://bucket/words` and `file:/etc/passwd`. */
export function leadsElsewhere(path: string): boolean {
  return address.test(path) || leadsOutside(path);
}

/** Whether a link that stands at a place leads outside. A `..` behind a folder may pass through a further link, so it is not trusted. */
export function linkLeadsOutside(place: string, target: string): boolean {
  return rooted.test(target) || upBehindFolder.test(target) || leadsOutside(`${place}/../${target}`);
}
