/** Whether a path in a file leads out of the folder that the file stands in: absolute, by drive, by host, or by `..`. */
export function leadsOutside(path: string): boolean {
  return /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/~]|^[a-zA-Z][\w+.-]*:/.test(path);
}
