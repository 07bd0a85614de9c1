import type { Graph } from './component';

/**
 * Why each component is here: the shortest chain of components from what the project names itself down to the one
 * that brings it in. Empty for what the project names itself; absent for what nothing leads to. By component id.
 */
export function pathsFromProject({ components, relations }: Graph): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const { from, to } of relations) {
    const known = below.get(from);
    if (known) known.push(to);
    else below.set(from, [to]);
  }
  const applications = components.filter(({ kind }) => kind === 'application').map(({ id }) => id);
  const paths = new Map<string, readonly string[]>(applications.map((id) => [id, []]));
  let level: readonly string[] = applications;
  while (level.length > 0) {
    const next: string[] = [];
    for (const id of level) {
      const path = applications.includes(id) ? [] : [...paths.get(id)!, id];
      for (const to of below.get(id) ?? []) {
        if (paths.has(to)) continue;
        paths.set(to, path);
        next.push(to);
      }
    }
    level = next;
  }
  return paths;
}
