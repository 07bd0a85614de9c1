import { comparePlaces, compareRelations, compareText } from '../domain/component';
import type { Component, ComponentKind, Graph, Place } from '../domain/component';
import { pathsFromProject } from '../domain/paths';
import { graphDot } from './graph-dot';
import { plain } from '../text/plain';
import { plainJson } from './plain-json';

export type GraphFormat = 'json' | 'text' | 'dot';

/** The inventory of a project in the words of `weighbridge graph`: the same text for the same graph, in any order. */
export function graphReport(graph: Graph, format: GraphFormat): string {
  const sorted = inOrder(graph);
  switch (format) {
    case 'json':
      return plainJson(asJson(sorted));
    case 'text':
      return asText(sorted);
    case 'dot':
      return graphDot(sorted);
  }
}

/** The contract: programs read this, so keys are only ever added. */
function asJson(graph: Graph): object {
  const paths = pathsFromProject(graph);
  const { components, relations } = graph;
  return {
    components: components.map(({ id, kind, name, version, license, facts, places }) => ({
      id,
      kind,
      name,
      version,
      license,
      facts: Object.keys(facts).length === 0 ? undefined : facts,
      direct: kind === 'application' ? undefined : isDirect(paths.get(id)),
      via: paths.get(id)?.length === 0 ? undefined : paths.get(id),
      places: places.map(placeJson),
    })),
    relations: relations.map(({ from, to, kind, derivation, place }) => ({
      from,
      to,
      kind,
      derivation,
      place: placeJson(place),
    })),
  };
}

/** Whether the project names it itself; undefined where nothing shows how it came here. */
function isDirect(path: readonly string[] | undefined): boolean | undefined {
  return path === undefined ? undefined : path.length === 0;
}

function placeJson({ file, range: { start, end } }: Place): object {
  return {
    file,
    range: {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    },
  };
}

const headings: Readonly<Record<ComponentKind, string>> = {
  application: 'Applications',
  model: 'Models',
  dataset: 'Datasets',
  weights: 'Weights',
  package: 'Packages',
  service: 'Services',
};

/** A tree: kinds, their components, and under each why it is here, its relations and the places (from 1, as editors count). */
function asText(graph: Graph): string {
  const { components, relations } = graph;
  const paths = pathsFromProject(graph);
  if (components.length === 0) return 'No components found.\n';
  const titles = new Map(components.map((component) => [component.id, title(component)]));
  const ends = new Map<string, Set<string>>();
  for (const { from, to, kind } of relations) {
    ends.set(from, (ends.get(from) ?? new Set()).add(`${kind} ${titles.get(to) ?? plain(to)}`));
  }
  const why = (id: string): readonly string[] => (paths.get(id) ?? []).map((one) => titles.get(one) ?? plain(one));
  const group = ([kind, heading]: [string, string]): string[] => {
    const members = components.filter((component) => component.kind === kind);
    if (members.length === 0) return [];
    const named = members.filter(({ id }) => isDirect(paths.get(id))).length;
    const isMixed = kind !== 'application' && named < members.length && members.some(({ id }) => paths.has(id));
    const lines = members.flatMap((member) => branch(member, why(member.id), ends.get(member.id)));
    return [[`${heading} (${members.length}${isMixed ? `, ${named} direct` : ''})`, ...lines].join('\n')];
  };
  return Object.entries(headings).flatMap(group).join('\n\n') + '\n';
}

function branch(component: Component, why: readonly string[], ends: ReadonlySet<string> = new Set()): string[] {
  const license = component.license === undefined ? 'license unknown' : plain(component.license);
  const places = component.places.map(
    ({ file, range: { start } }) => `${plain(file)}:${start.line + 1}:${start.character + 1}`,
  );
  return [
    `  ${title(component)} · ${license}`,
    ...(why.length > 0 ? [`    via ${why.join(' → ')}`] : []),
    ...[...ends].map((end) => `    → ${end}`),
    ...[...new Set(places)].map((place) => `    ${place}`),
  ];
}

/** A name with its version, or with what is asked for where that is open. */
function title({ name, version, requested }: Component): string {
  return [name, version ?? requested]
    .filter((part) => part !== undefined)
    .map(plain)
    .join(' ');
}

function inOrder({ components, relations }: Graph): Graph {
  return {
    components: components
      .map((component) => ({ ...component, places: [...component.places].sort(comparePlaces) }))
      .sort((a, b) => compareText(a.id, b.id)),
    relations: [...relations].sort(compareRelations),
  };
}
