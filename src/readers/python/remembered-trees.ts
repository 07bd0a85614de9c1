import type { Tree } from '@lezer/common';

const mostModules = 8;
const longestModule = 1_000_000;
/** How many times the length of a module is kept of it, so that a quote typed and taken back costs nothing twice. */
const mostKept = 4;

/** Gives the tree of a source: the one that was made before, where it is still known. */
export type Remember = (source: string, isMember: boolean, make: (source: string) => Tree) => Tree;

/** Trees by the text that they were made of, the last used at the end; their places count from its start. */
interface Kept {
  readonly trees: Map<string, Tree>;
  length: number;
}

const modules = new Map<string, Kept>();

/** What was parsed of a module, whose length is given, in the times that it was read before. */
export function remembered(path: string, length: number): Remember {
  const kept = modules.get(path) ?? { trees: new Map<string, Tree>(), length: 0 };
  modules.delete(path);
  if (length <= longestModule) modules.set(path, kept);
  forgetOldest(modules, () => modules.size > mostModules);
  return (source, isMember, make) => {
    const key = (isMember ? ' ' : '') + source;
    const known = kept.trees.get(key);
    const tree = known ?? make(source);
    if (known) kept.trees.delete(key);
    else kept.length += key.length;
    kept.trees.set(key, tree);
    forgetOldest(kept.trees, (oldest) => {
      const isTooMuch = kept.length > mostKept * length;
      if (isTooMuch) kept.length -= oldest.length;
      return isTooMuch;
    });
    return tree;
  };
}

function forgetOldest(map: Map<string, unknown>, isTooMuch: (oldest: string) => boolean): void {
  for (const oldest of map.keys()) {
    if (!isTooMuch(oldest)) return;
    map.delete(oldest);
  }
}
