import { type Content, element } from './element';
import { icon } from './icons';
import { licenseCounts } from './license-counts';
import { isOpen, sectionHead } from './section';
import type { View } from './view';

/** How often each license occurs, as bars. */
export function licenses(view: View): readonly Content[] {
  const { counted, bars } = licenseCounts(view.overview.components);
  if (counted === 0) return [];
  const open = isOpen(view, 'licenses', true);
  const hasWeights = view.overview.components.some(({ kind, license }) => kind === 'weights' && license === undefined);
  const remark = hasWeights ? `${counted} · weights follow their model` : String(counted);
  const head = sectionHead(view, 'licenses', 'Licenses', remark, open);
  if (!open) return [head];
  const rows = bars.map(({ name, count, share, unknown }) => {
    const bar = element('i');
    bar.style.width = `${(share * 100).toFixed(1)}%`;
    return element(
      'li',
      {},
      element('span', { class: 'cut', title: name }, unknown && icon('question'), name),
      element('span', { class: 'bar', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'number' }, String(count)),
    );
  });
  return [head, element('ul', { class: 'licenses' }, ...rows)];
}
