import { type Content, element } from './element';
import { icon } from './icons';
import { withOpen } from './state';
import type { View } from './view';

/** Whether something is open: as it was left, else as given. */
export function isOpen(view: View, key: string, otherwise: boolean): boolean {
  return view.state.open[key] ?? otherwise;
}

/** A control that opens and closes what follows it. */
export function disclosure(
  view: View,
  attributes: { readonly key: string; readonly class: string; readonly level: number; readonly label?: string },
  open: boolean,
  ...contents: readonly Content[]
): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: attributes.class,
      'data-key': attributes.key,
      'data-level': String(attributes.level),
      'data-stop': true,
      'aria-expanded': String(open),
      'aria-label': attributes.label,
      click: () => view.change((state) => withOpen(state, attributes.key, !open)),
    },
    icon('chevron', open ? 'chevron open' : 'chevron'),
    ...contents,
  );
}

/** The head of a section, with a remark at its right end. */
export function sectionHead(view: View, key: string, title: string, remark: string, open: boolean): HTMLElement {
  return element(
    'h2',
    {},
    disclosure(view, { key, class: 'head', level: 0 }, open, title, element('span', { class: 'remark' }, remark)),
  );
}
