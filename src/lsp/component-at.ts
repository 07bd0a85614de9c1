import type { Component, Place } from '../domain/component';
import type { Document } from '../domain/document';
import type { Session } from '../session';
import type { Position, Range } from '../text/place';

/** The component that is named at a position of a file, or whose version stands there; never the application itself. */
export function componentAt(session: Session, path: string, position: Position): NamedComponent | undefined {
  const named = namedAt(session, path, position);
  if (named) return { ...named, range: named.place.range };
  const document = session.document(path);
  const version = document && versionAt(document, position);
  const found = version && namedAt(session, path, version.name);
  return found && { ...found, range: version.range };
}

export interface NamedComponent {
  readonly component: Component;
  /** The place that names it. */
  readonly place: Place;
  /** What stands at the position that was asked about: name or version. */
  readonly range: Range;
}

function namedAt(session: Session, path: string, position: Position): Omit<NamedComponent, 'range'> | undefined {
  const file = session.relative(path);
  for (const component of session.graph.components) {
    if (component.kind === 'application') continue;
    const place = component.places.find(
      (one) => one.file === file && one.range.start.line === one.range.end.line && contains(one.range, position),
    );
    if (place) return { component, place };
  }
  return undefined;
}

/** The version of a package at a position, and where the name begins that it belongs to. */
function versionAt(document: Document, position: Position): { name: Position; range: Range } | undefined {
  const { lines } = document;
  const offset = lines.offset(position);
  for (const { name, specifier, clauses } of document.mentions('package')) {
    const versions = [...(specifier ? [specifier] : []), ...clauses.map(({ version }) => version)];
    const found = versions.find(({ start, end }) => start <= offset && offset <= end);
    if (found) return { name: lines.position(name.start), range: lines.range(found) };
  }
  return undefined;
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  return line === start.line && character >= start.character && character <= end.character;
}
