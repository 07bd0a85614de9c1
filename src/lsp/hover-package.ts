import type { Component } from '../domain/component';
import type { Knowledge } from '../domain/knowledge';

/** A fact in a hover: what it is about, and what there is to say. */
export type HoverRow = readonly [label: string, value: string];

/** What the workspace and the package index say of a package: the version in use, the newest one, who publishes it. */
export function packageRows(component: Component, path: string, known: Knowledge): readonly HoverRow[] {
  const ecosystem = ecosystemOf(component);
  if (ecosystem === undefined) return [];
  const { name, version, facts } = component;
  const inUse = known.versionInUse(path, ecosystem, name);
  const index = known.packageFacts(ecosystem, name);
  return [
    ...(inUse && inUse.version !== version ? [['In use', `${inUse.version} (${inUse.source})`] as const] : []),
    ...(index?.latest === undefined ? [] : [['Newest', `${index.latest} (${index.source}, ${index.asOf})`] as const]),
    ...(facts.publisher === undefined ? [] : [['Published by', facts.publisher] as const]),
  ];
}

/** What its makers or the index warn of, in whole sentences: none as a rule. */
export function packageWarnings(component: Component, known: Knowledge): readonly string[] {
  const ecosystem = ecosystemOf(component);
  if (ecosystem === undefined) return [];
  const { name, version } = component;
  const index = known.packageFacts(ecosystem, name);
  const release = version === undefined ? undefined : known.release(ecosystem, name, version);
  const reason = (text: string | true | undefined): string =>
    typeof text === 'string' && text !== '' ? `: ${text}` : '';
  return [
    ...(index && index.status !== 'active' ? [`This package is ${index.status}${reason(index.reason)}`] : []),
    ...(release?.yanked === undefined ? [] : [`This release was taken back by its makers${reason(release.yanked)}`]),
    ...(release?.deprecated === undefined
      ? []
      : [`Its makers advise against this release${reason(release.deprecated)}`]),
  ];
}

/** `pypi`, `npm`, …; undefined for what is no package. */
export function ecosystemOf({ kind, id }: Component): string | undefined {
  return kind === 'package' ? /^pkg:(\w+)\//.exec(id)?.[1] : undefined;
}
