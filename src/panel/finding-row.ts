import { element, link } from './element';
import { icon } from './icons';
import type { ViewFinding } from './messages';
import type { View } from './view';

/** A finding with what can be done about it: its fix, its place, its rule. */
export function findingRow(view: View, finding: ViewFinding, key: string): HTMLElement {
  const { fix, place } = finding;
  const repair = (): void => view.send({ type: 'fix', finding });
  const actions = [
    ...(fix !== undefined && view.trusted ? [link(fix, `${key}:fix`, repair)] : []),
    link(shortPlace(place.label), `${key}:place`, () => view.send({ type: 'open', place }), `Go to ${place.label}`),
    link(
      'Why',
      `${key}:why`,
      () => view.send({ type: 'explain', rule: finding.rule }),
      `About the rule ${finding.rule}`,
    ),
  ];
  for (const action of actions) action.dataset.level = '3';
  return element(
    'div',
    { class: 'finding' },
    icon(finding.severity, finding.severity),
    element(
      'div',
      {},
      element('span', { class: 'sr' }, `${finding.severity}: `),
      finding.message,
      element('div', { class: 'actions' }, ...actions),
    ),
  );
}

/** `models/chat/README.md:4` → `README.md:4`; the whole is in the title. */
function shortPlace(label: string): string {
  return label.slice(label.lastIndexOf('/') + 1);
}
