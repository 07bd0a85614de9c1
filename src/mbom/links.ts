import type { Relation, RelationKind } from '../domain/component';
import type { Mbom, MbomComponent } from './build';

/** How the components of an MBOM hang together, ready to be asked by `ref`. */
export interface Links {
  readonly componentOf: (ref: string) => MbomComponent;
  /** The refs that relations of one kind lead to, each once and sorted. */
  readonly targets: (ref: string, kind: RelationKind) => readonly string[];
  /** The weights that are a part of exactly one model or dataset, and its ref. */
  readonly holders: ReadonlyMap<string, string>;
}

/** Gathers the relations of an MBOM by the components that they start from. */
export function linksOf({ root, components, relations }: Mbom): Links {
  const byRef = new Map([root, ...components].map((component) => [component.ref, component]));
  const componentOf = (ref: string): MbomComponent => byRef.get(ref)!;
  const byStart = new Map<string, Relation[]>();
  for (const relation of relations) {
    const started = byStart.get(relation.from);
    if (started) started.push(relation);
    else byStart.set(relation.from, [relation]);
  }
  return {
    componentOf,
    targets: (ref, kind) => {
      const ends = (byStart.get(ref) ?? []).filter((relation) => relation.kind === kind).map(({ to }) => to);
      return [...new Set(ends)].sort();
    },
    holders: holdersOf(relations, componentOf),
  };
}

function holdersOf(relations: readonly Relation[], componentOf: Links['componentOf']): Map<string, string> {
  const candidates = new Map<string, Set<string>>();
  for (const { from, to, kind } of relations) {
    if (kind !== 'contains' || componentOf(to).kind !== 'weights') continue;
    if (!['model', 'dataset'].includes(componentOf(from).kind)) continue;
    candidates.set(to, (candidates.get(to) ?? new Set()).add(from));
  }
  const held = [...candidates].filter(([, holders]) => holders.size === 1);
  return new Map(held.map(([weights, [holder]]) => [weights, holder!]));
}
