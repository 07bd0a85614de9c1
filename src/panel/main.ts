import '@vscode-elements/elements/dist/vscode-button/index.js';
import './style.css';
import './components.css';
import { chips } from './chips';
import { components } from './components';
import { type Content, element } from './element';
import { footer } from './footer';
import { failure, header } from './header';
import { licenses } from './licenses';
import type { HostMessage } from './messages';
import { nextBestStep } from './next-step';
import { problems } from './problems';
import { Region } from './region';
import { isHostMessage } from './shape';
import { readState } from './state';
import type { View } from './view';
import { welcome } from './welcome';

const host = acquireVsCodeApi();
let state = readState(host.getState());
let shown: Extract<HostMessage, { type: 'overview' }> | undefined;
let failed: string | undefined;

/** Draws one part of the panel from the view alone. */
type Part = (view: View) => readonly Content[];

/** The parts of the panel, in the order of reading. */
const parts: readonly { readonly region: Region; readonly contents: Part }[] = [
  part('section', 'welcome', 'Weighbridge', welcome),
  part('header', 'header', 'Summary', unlessEmpty(header)),
  part('div', 'failure', 'Problem', failure),
  part('div', 'chips', 'Filter by severity', unlessEmpty(chips)),
  part('div', 'next', 'Next best step', unlessEmpty(nextBestStep)),
  part('section', 'components', 'Components', unlessEmpty(components)),
  part('section', 'section', 'Licenses', unlessEmpty(licenses)),
  part('section', 'section', 'Could not be read', unlessEmpty(problems)),
  part('footer', 'footer', 'Export', unlessEmpty(footer)),
];

document.body.append(element('main', {}, ...parts.map(({ region }) => region.element)));
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!isHostMessage(event.data)) return;
  const first = shown === undefined;
  if (event.data.type === 'overview') shown = event.data;
  failed = event.data.type === 'failed' ? event.data.message : undefined;
  draw();
  if (first) window.scrollTo(0, state.scroll);
});
window.addEventListener('scroll', () => {
  state = { ...state, scroll: window.scrollY };
  host.setState(state);
});
host.postMessage({ type: 'ready' });

function draw(): void {
  if (shown === undefined) return;
  const { overview, trusted } = shown;
  const view: View = {
    overview,
    trusted,
    ...(failed !== undefined && { failure: failed }),
    state,
    now: new Date(),
    send: (message) => host.postMessage(message),
    change: (next) => {
      state = next(state);
      host.setState(state);
      draw();
    },
  };
  const scroll = window.scrollY;
  for (const { region, contents } of parts) region.draw(contents(view));
  window.scrollTo(0, scroll);
}

function part(
  tag: 'header' | 'section' | 'div' | 'footer',
  style: string,
  label: string,
  contents: Part,
): { region: Region; contents: Part } {
  const made = element(tag, { class: style, role: 'group', 'aria-label': label, hidden: true });
  return { region: new Region(made), contents };
}

/** Draws nothing where the welcome takes its place. */
function unlessEmpty(contents: Part): Part {
  return (view) => (welcome(view).length === 0 ? contents(view) : []);
}
