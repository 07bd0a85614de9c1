import type { Component, Place } from '../domain/component';
import type { Session } from '../session';
import type { Position, Range } from '../text/place';

/** The component that is named at a position of a file, and the place that names it; never the application itself. */
export function componentAt(
  session: Session,
  path: string,
  position: Position,
): { readonly component: Component; readonly place: Place } | undefined {
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

function contains({ start, end }: Range, { line, character }: Position): boolean {
  return line === start.line && character >= start.character && character <= end.character;
}
