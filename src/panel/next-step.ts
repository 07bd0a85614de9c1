import { type Content, element } from './element';
import type { PanelMessage, ViewFinding } from './messages';
import { nextStep } from './summary';
import type { View } from './view';

/** The one thing to do next: the gravest finding, and a button that fixes or shows it. */
export function nextBestStep(view: View): readonly Content[] {
  const step = nextStep(view.overview);
  if (step === undefined) return [];
  const { finding } = step;
  const fix = view.trusted ? finding.fix : undefined;
  const message: PanelMessage = fix === undefined ? { type: 'open', place: finding.place } : { type: 'fix', finding };
  const title = fix ?? `Open ${finding.place.label}`;
  return [
    element(
      'div',
      {},
      element('div', { class: 'label' }, 'Next best step'),
      element('div', { class: 'what', title: finding.message }, headline(finding)),
    ),
    element(
      'vscode-button',
      { title, 'aria-label': title, 'data-key': 'next', 'data-stop': true, click: () => view.send(message) },
      verb(fix),
    ),
  ];
}

/** The first sentence of a message, which says what is wrong. */
function headline({ message }: ViewFinding): string {
  return /^.*?[.!?](?=\s)/s.exec(message)?.[0].slice(0, -1) ?? message;
}

/** Fixes begin with a verb; the button has room for no more. */
function verb(fix: string | undefined): string {
  const first = fix === undefined ? 'Open' : fix.split(' ', 1)[0]!;
  return first.length <= 12 ? first : 'Fix';
}
