import { type Content, element, link } from './element';
import { icon } from './icons';
import type { ViewSeverity } from './messages';
import { withFilter } from './state';
import { plural, severities, severityWords, totalOf } from './summary';
import type { View } from './view';

/** Counts by severity, each a switch of the filter; or that there are no findings. */
export function chips(view: View): readonly Content[] {
  const { counts, state, checkedAt } = view.overview;
  if (totalOf(counts) > 0) return [...severities.map((severity) => chip(view, severity)), ...filtered(view)];
  if (state === 'checking' || checkedAt === undefined) return [];
  return [
    element('p', { class: 'clear' }, icon('pass', 'ok'), ` No findings in ${plural(counts.components, 'component')}.`),
  ];
}

function chip(view: View, severity: ViewSeverity): HTMLElement {
  const count = view.overview.counts[severity];
  const word = severityWords(severity, count).slice(String(count).length);
  return element(
    'button',
    {
      type: 'button',
      class: 'chip',
      'data-key': `chip:${severity}`,
      'data-stop': true,
      'aria-pressed': String(view.state.filter.includes(severity)),
      click: () => view.change((state) => withFilter(state, severity)),
    },
    icon(severity, severity),
    element('span', {}, element('b', {}, String(count)), element('span', { class: 'word' }, word)),
  );
}

function filtered(view: View): readonly Content[] {
  const { filter } = view.state;
  if (filter.length === 0) return [];
  const { counts } = view.overview;
  const shown = filter.reduce((sum, severity) => sum + counts[severity], 0);
  return [
    element(
      'div',
      { class: 'filtered', role: 'status' },
      icon('filter'),
      element('span', {}, `${shown} of ${plural(totalOf(counts), 'finding')} shown`),
      link('Show all', 'show-all', () => view.change((state) => ({ ...state, filter: [] }))),
    ),
  ];
}
