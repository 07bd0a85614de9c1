import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver/node';
import type { Component, Graph, Place } from '../domain/component';
import { pathsFromProject } from '../domain/paths';
import type { Session } from '../session';
import type { Position } from '../text/place';
import { componentAt } from './component-at';
import { advisoryLines, maliciousLines } from './hover-advisories';
import { ecosystemOf, packageRows, packageWarnings, type HoverRow } from './hover-package';
import { weightsHoverAt } from './hover-weights';
import { code, escaped } from './markdown';

const mostRows = 4;
const mostPlaces = 3;

/** What is known of the component named at a position: title, facts, other places. Findings are shown by the editor itself. */
export function hoverAt(session: Session, path: string, position: Position, hasCommands = false): Hover | undefined {
  const found = componentAt(session, path, position);
  if (!found) return weightsHoverAt(session, path, position, hasCommands);
  const { component, place, range } = found;
  const { knowledge, graph } = session;
  const ecosystem = ecosystemOf(component);
  const advisories = ecosystem === undefined ? undefined : knowledge.advisories(ecosystem, component.name);
  const rows = [
    ...versionRows(component),
    ...packageRows(component, path, knowledge).map(([label, value]): HoverRow => [label, escaped(value)]),
    ...wayRows(graph, component),
    ...factRows(component),
    ...relationRows(graph, component),
    ...placeRows(component, place),
  ];
  const value = [
    titleOf(component),
    ...maliciousLines(component, ecosystem === undefined ? undefined : knowledge.malicious(ecosystem, component.name)),
    ...packageWarnings(component, knowledge).flatMap((warning) => ['', escaped(warning)]),
    ...(rows.length > 0 ? ['', '| | |', '|---|---|'] : []),
    ...rows.slice(0, mostRows).map(([label, fact]) => `| ${label} | ${fact} |`),
    ...advisoryLines(component, advisories),
    '',
    code(component.id),
  ].join('\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}

function titleOf({ name, version, kind, license }: Component): string {
  const title = `**${escaped(name)}**${version === undefined ? '' : ` ${escaped(version)}`}`;
  return [title, kind, ...(license === undefined ? [] : [escaped(license)])].join(' · ');
}

function versionRows({ version, requested, kind }: Component): readonly HoverRow[] {
  if (version !== undefined || kind === 'weights') return [];
  return [['Version', requested === undefined ? 'left open' : `any that fits ${code(requested)}`]];
}

/** What brings in a component that the project does not name itself. */
function wayRows(graph: Graph, { id }: Component): readonly HoverRow[] {
  const way = pathsFromProject(graph).get(id) ?? [];
  if (way.length === 0) return [];
  const names = new Map(graph.components.map((one) => [one.id, one.name]));
  return [['Brought in by', way.map((one) => escaped(names.get(one) ?? one)).join(' › ')]];
}

function factRows({ kind, facts }: Component): readonly HoverRow[] {
  return kind === 'package' ? [] : Object.entries(facts).map(([fact, value]) => [escaped(fact), escaped(value)]);
}

function relationRows({ relations }: Graph, { id, kind }: Component): readonly HoverRow[] {
  if (kind === 'package') return [];
  return relations
    .filter((relation) => relation.from === id && relation.kind !== 'contains')
    .map((relation) => [relation.kind, code(relation.to)]);
}

function placeRows({ places }: Component, here: Place): readonly HoverRow[] {
  const others = places.filter((place) => place !== here);
  if (others.length === 0) return [];
  const shown = others.slice(0, mostPlaces).map(({ file, range }) => code(`${file}:${range.start.line + 1}`));
  const more = others.length > mostPlaces ? ` and ${others.length - mostPlaces} more` : '';
  return [['Also named in', shown.join(', ') + more]];
}
