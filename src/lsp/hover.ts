import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver/node';
import type { Component, Place, Relation } from '../domain/component';
import type { Position, Range } from '../text/place';
import type { Session } from '../session';
import { advisoryLines } from './hover-advisories';

const longest = 120;
const mostRows = 4;

/** What is known of the component named at a position: title, facts, other places. Findings are shown by the editor itself. */
export function hoverAt(session: Session, path: string, position: Position): Hover | undefined {
  const file = session.relative(path);
  const { components, relations } = session.graph;
  for (const component of components) {
    if (component.kind === 'application') continue;
    const place = component.places.find(
      (one) => one.file === file && contains(one.range, position) && one.range.start.line === one.range.end.line,
    );
    if (!place) continue;
    const links = relations.filter(({ from, to }) => from === component.id || to === component.id);
    const ecosystem = component.kind === 'package' ? /^pkg:(\w+)\//.exec(component.id)?.[1] : undefined;
    const known = ecosystem === undefined ? undefined : session.advisories(ecosystem, component.name);
    const value = describe(component, place, links, advisoryLines(component, known));
    return { contents: { kind: MarkupKind.Markdown, value }, range: place.range };
  }
  return undefined;
}

function describe(
  component: Component,
  here: Place,
  relations: readonly Relation[],
  advisories: readonly string[],
): string {
  const { name, version, requested, kind, license, facts, places } = component;
  const title = [
    `**${escaped(name)}**${version === undefined ? '' : ` ${escaped(version)}`}`,
    kind,
    license && escaped(license),
  ];
  const others = places.filter((place) => place !== here);
  const rows: [string, string][] = [
    ...(version === undefined && kind !== 'weights'
      ? [['Version', requested === undefined ? 'left open' : `any that fits ${code(requested)}`] as [string, string]]
      : []),
    ...Object.entries(facts).map(([fact, value]): [string, string] => [escaped(fact), escaped(value)]),
    ...relations
      .filter(({ from, kind: relation }) => from === component.id && relation !== 'contains')
      .map(({ to, kind: relation }): [string, string] => [relation, code(to)]),
    ...(others.length > 0
      ? [
          [
            'Also named in',
            others
              .slice(0, 3)
              .map(({ file, range }) => code(`${file}:${range.start.line + 1}`))
              .join(', ') + (others.length > 3 ? ` and ${others.length - 3} more` : ''),
          ] as [string, string],
        ]
      : []),
  ];
  const table = rows.slice(0, mostRows).map(([label, value]) => `| ${label} | ${value} |`);
  return [
    title.filter(Boolean).join(' · '),
    ...(table.length > 0 ? ['', '| | |', '|---|---|', ...table] : []),
    ...advisories,
    '',
    code(component.id),
  ].join('\n');
}

/** Text from files never becomes markup. */
function escaped(text: string): string {
  return cut(text)
    .replace(/[\\`*_{}[\]<>()#+\-.!|~$&]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${cut(text).replace(/[`|\s]+/g, ' ')}\``;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  if (line < start.line || line > end.line) return false;
  return (line > start.line || character >= start.character) && (line < end.line || character <= end.character);
}
