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

const mostPartial = 20_000;

/**
 * Chains of components that lead to one, the shortest first: each from something that the project names itself down to the
 * component. At most `most`; none for what nothing leads to. By component id.
 */
export function pathsTo({ components, relations }: Graph, id: string, most: number): readonly (readonly string[])[] {
  const applications = new Set(components.filter(({ kind }) => kind === 'application').map((one) => one.id));
  const above = new Map<string, Set<string>>();
  for (const { from, to } of relations) above.set(to, (above.get(to) ?? new Set()).add(from));
  const found: (readonly string[])[] = [];
  const visits = new Map<string, number>();
  let level: readonly (readonly string[])[] = [[id]];
  for (let partial = 0; level.length > 0 && found.length < most && partial < mostPartial; partial += level.length) {
    found.push(...level.filter(([first]) => [...(above.get(first!) ?? [])].some((one) => applications.has(one))));
    level = level.flatMap((path) =>
      [...(above.get(path[0]!) ?? [])].filter((one) => isNew(one, path)).map((one) => [one, ...path]),
    );
  }
  return found.slice(0, most);

  /** Each component is gone through a few times only, so that what everything needs does not hide the rest. */
  function isNew(one: string, path: readonly string[]): boolean {
    const times = visits.get(one) ?? 0;
    if (applications.has(one) || path.includes(one) || times >= most) return false;
    visits.set(one, times + 1);
    return true;
  }
}
