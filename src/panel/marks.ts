import { element } from './element';
import { icon } from './icons';
import type { ViewCounts, ViewSeverity } from './messages';
import { countWords, severities, severityWords, totalOf, worstOf } from './summary';

/** Icon and number of one severity. */
export function mark(severity: ViewSeverity, count: number): HTMLElement {
  const title = severityWords(severity, count);
  return element('span', { class: 'mark', title }, icon(severity, severity), String(count));
}

/** One mark for each severity that occurs. */
export function marks(counts: ViewCounts): HTMLElement {
  const present = severities.filter((severity) => counts[severity] > 0);
  return element('span', { class: 'marks' }, ...present.map((severity) => mark(severity, counts[severity])));
}

/** The worst severity and how many findings there are besides; a dash where there are none. */
export function worstMark(counts: ViewCounts): HTMLElement {
  const worst = worstOf(counts);
  if (worst === undefined) return element('span', { class: 'marks dim' }, '–');
  const others = totalOf(counts) - counts[worst];
  const more = others > 0 && element('span', { class: 'others' }, `+${others}`);
  return element('span', { class: 'marks', title: countWords(counts) }, mark(worst, counts[worst]), more);
}
