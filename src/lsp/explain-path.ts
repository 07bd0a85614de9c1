import type { Component } from '../domain/component';
import { pathsTo } from '../domain/paths';
import type { Session } from '../session';
import { plain } from '../text/plain';
import type { ExplainPathResult, PathStep } from './protocol';
import { uriOf } from './uri';

const mostPaths = 20;

/** Why a component is here: the ways that lead to it from what the project names itself. `id` is a package URL. */
export function explainPath(session: Session, id: string): ExplainPathResult {
  const { graph } = session;
  const byId = new Map(graph.components.map((component) => [component.id, component]));
  const paths = new Map(session.documents.map(({ path }) => [session.relative(path), path]));
  return {
    name: plain(byId.get(id)?.name ?? id),
    paths: pathsTo(graph, id, mostPaths).map((ids) => ids.flatMap((one) => stepOf(byId.get(one)))),
  };

  function stepOf(component: Component | undefined): readonly PathStep[] {
    if (!component) return [];
    const { name, version } = component;
    const place = component.places.find(({ file }) => paths.has(file));
    return [
      {
        name: plain(name),
        ...(version !== undefined && { version: plain(version) }),
        ...(place && {
          place: {
            uri: uriOf(paths.get(place.file)!),
            label: `${plain(place.file)}:${place.range.start.line + 1}`,
            range: place.range,
          },
        }),
      },
    ];
  }
}
