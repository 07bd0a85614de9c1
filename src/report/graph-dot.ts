import type { Component, ComponentKind, Graph } from '../domain/component';
import { pathsFromProject } from '../domain/paths';
import { plain } from '../text/plain';

/** A graph in the DOT language of Graphviz, dashed what only others bring in: https://graphviz.org/doc/info/lang.html */
export function graphDot(graph: Graph): string {
  const { components, relations } = graph;
  const paths = pathsFromProject(graph);
  const style = (id: string): string => ((paths.get(id) ?? []).length > 0 ? 'style=dashed, ' : '');
  const edges = relations.map(({ from, to, kind }) => `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(kind)}];`);
  return [
    'digraph weighbridge {',
    '  rankdir=LR;',
    '  node [fontname="sans-serif"];',
    ...components.map(
      (component) =>
        `  ${quoted(component.id)} [shape=${shapes[component.kind]}, ${style(component.id)}${label(component)}];`,
    ),
    ...new Set(edges),
    '}',
    '',
  ].join('\n');
}

const shapes: Readonly<Record<ComponentKind, string>> = {
  application: 'house',
  package: 'box',
  model: 'ellipse',
  dataset: 'cylinder',
  weights: 'note',
  service: 'component',
};

/** Labels, unlike names, know the character entities of HTML. */
function label({ name, version, requested }: Component): string {
  const lines = [name, version ?? requested].filter((line) => line !== undefined);
  return `label="${lines.map(escaped).join('\\n').replaceAll('&', '&amp;')}"`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Within quotes, a backslash begins an escape of a label and a quote ends it. */
function escaped(text: string): string {
  return plain(text).replace(/["\\]/g, '\\$&');
}
