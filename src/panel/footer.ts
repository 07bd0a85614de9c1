import { type Content, element } from './element';
import type { View } from './view';

/** Ways to take the result out of the editor. */
export function footer(view: View): readonly Content[] {
  return [
    element('span', { class: 'dim' }, 'Export'),
    element(
      'vscode-button',
      {
        secondary: true,
        title: 'Save the MBOM as CycloneDX JSON…',
        'data-key': 'export',
        'data-stop': true,
        click: () => view.send({ type: 'export', format: 'cyclonedx' }),
      },
      'CycloneDX',
    ),
  ];
}
