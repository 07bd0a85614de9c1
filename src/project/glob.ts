import picomatch from 'picomatch';

/** Tells whether a path relative to a root, with `/`, fits one of the globs. Case matters not, dot files count. */
export type PathTest = (path: string) => boolean;

export function globs(patterns: readonly string[]): PathTest {
  if (patterns.length === 0) return () => false;
  return picomatch([...patterns], { dot: true, nocase: true });
}
