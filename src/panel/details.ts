import { element, link } from './element';
import { findingRow } from './finding-row';
import type { ViewComponent, ViewPlace } from './messages';
import { factLabel, factValue } from './facts';
import { relationName } from './relations';
import type { View } from './view';

const mostFindings = 50;
const mostPlaces = 5;

/** What is known of a component: findings first, then relations, facts and where the project says so. */
export function componentDetails(view: View, component: ViewComponent): HTMLElement {
  const key = `component:${component.id}`;
  const findings = component.findings.slice(0, mostFindings);
  const more = component.findings.length - findings.length;
  return element(
    'div',
    { class: 'details', role: 'group', 'aria-label': `About ${component.name}` },
    ...findings.map((finding, index) => findingRow(view, finding, `${key}:${index}`)),
    more > 0 && element('div', { class: 'dim' }, `${more} more in the Problems view`),
    element('dl', {}, ...entries(view, component, key)),
  );
}

function entries(view: View, component: ViewComponent, key: string): readonly HTMLElement[] {
  const names = new Map(view.overview.components.map(({ id, name }) => [id, name]));
  const related = new Map<string, string[]>();
  for (const { kind, to } of component.relations) {
    related.set(kind, [...(related.get(kind) ?? []), names.get(to) ?? to]);
  }
  const via = (component.via ?? []).map((id) => names.get(id) ?? id);
  return [
    ...(via.length > 0 ? entry('Comes with', [via.join(' › ')]) : []),
    ...[...related].flatMap(([kind, targets]) => entry(relationName(kind), [listed(targets)])),
    ...(component.kind === 'weights' && component.license !== undefined ? entry('License', [component.license]) : []),
    ...Object.entries(component.facts).flatMap(([name, value]) => entry(factLabel(name), [factValue(name, value)])),
    ...declared(view, component.places, key),
  ];
}

function declared(view: View, places: readonly ViewPlace[], key: string): readonly HTMLElement[] {
  if (places.length === 0) return [];
  const links = places.slice(0, mostPlaces).map((place, index) => {
    const made = link(place.label, `${key}:at:${index}`, () => view.send({ type: 'open', place }));
    made.dataset.level = '3';
    return made;
  });
  const more = places.length - links.length;
  return entry('Declared in', more > 0 ? [...links, `and ${more} more`] : links);
}

function entry(name: string, values: readonly (HTMLElement | string)[]): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, ...values)];
}

function listed(names: readonly string[]): string {
  const shown = [...new Set(names)];
  return shown.length <= 10 ? shown.join(', ') : `${shown.slice(0, 10).join(', ')} and ${shown.length - 10} more`;
}
