import { type Content, element, link } from './element';
import { icon } from './icons';
import { isOpen, sectionHead } from './section';
import type { View } from './view';

const mostRows = 200;

/** What could not be read, so that nobody takes silence for a clean result. */
export function problems(view: View): readonly Content[] {
  const all = view.overview.problems;
  if (all.length === 0) return [];
  const open = isOpen(view, 'problems', false);
  const head = sectionHead(view, 'problems', 'Could not be read', String(all.length), open);
  if (!open) return [head];
  const rows = all.slice(0, mostRows).map(({ message, place }, index) =>
    element(
      'div',
      { class: 'finding' },
      icon('question'),
      element(
        'div',
        {},
        message,
        element(
          'div',
          { class: 'actions' },
          link(place.label, `problem:${index}`, () => view.send({ type: 'open', place })),
        ),
      ),
    ),
  );
  const more = all.length - rows.length;
  return [
    head,
    element('div', { class: 'details flat' }, ...rows, more > 0 && element('div', { class: 'dim' }, `${more} more`)),
  ];
}
