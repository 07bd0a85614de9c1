import { type Content, element, link } from './element';
import { icon, type IconName } from './icons';
import { withOpen } from './state';
import { plural } from './summary';
import type { View } from './view';
import { calendarDate, daysSince, moment } from './when';

/** Advisories older than this many days are said to be old. */
const freshDays = 14;

/** Name of the folder, and the facts that tell how far to trust what follows. */
export function header(view: View): readonly Content[] {
  const { overview } = view;
  return [
    overview.name !== '' && element('h1', { title: overview.name }, overview.name),
    element(
      'div',
      { class: 'facts' },
      ...checked(view),
      ...advisories(view),
      ...(overview.problems.length > 0 ? unread(view) : []),
      ...(view.trusted ? [] : restricted(view)),
    ),
  ];
}

/** The button of a check that could not be carried out. */
export function failure(view: View): readonly Content[] {
  if (view.failure === undefined) return [];
  return [
    element('div', {}, icon('error', 'error'), ' ', view.failure),
    element(
      'vscode-button',
      { 'data-key': 'again', 'data-stop': true, click: () => view.send({ type: 'check' }) },
      'Try again',
    ),
  ];
}

function checked({ overview, now }: View): readonly Content[] {
  const { checkedAt, progress, counts } = overview;
  const time = checkedAt === undefined ? undefined : moment(checkedAt, now);
  if (overview.state === 'checking') {
    const words = progress === undefined ? 'Checking' : `Checking ${progress.done} of ${progress.total}`;
    return fact('sync', element('b', {}, words), time !== undefined && ` · shown: ${time}`);
  }
  const parts = [
    time === undefined ? 'Not checked yet' : `Checked ${time}`,
    plural(counts.components, 'component'),
    ...(counts.suppressed > 0 ? [`${counts.suppressed} ignored`] : []),
  ];
  return fact('history', parts.join(' · '));
}

function advisories({ overview, now }: View): readonly Content[] {
  const date = calendarDate(overview.advisories.asOf);
  const offline = overview.network === 'off' && element('span', { class: 'strong' }, 'offline');
  const age = daysSince(overview.advisories.asOf, now) ?? 0;
  if (age <= freshDays) return fact('cloud', `Advisories as of ${date}`, offline && ' · ', offline);
  return fact('warning', element('b', {}, `Advisories are ${age} days old`), ` (${date})`, offline && ' · ', offline);
}

function unread(view: View): readonly Content[] {
  const files = new Set(view.overview.problems.map((problem) => problem.place.uri)).size;
  const show = (): void => {
    view.change((state) => withOpen(state, 'problems', true));
    document.querySelector('[data-key="problems"]')?.scrollIntoView();
  };
  return fact(
    'question',
    element('b', {}, `${plural(files, 'file')} could not be read`),
    ' · ',
    link('Show', 'show-problems', show),
  );
}

function restricted(view: View): readonly Content[] {
  return fact(
    'untrusted',
    element('b', {}, 'Reading only.'),
    ' Fixes and look-ups need a trusted folder. ',
    link('Manage trust', 'trust', () => view.send({ type: 'manage-trust' })),
  );
}

function fact(name: IconName, ...contents: readonly Content[]): readonly Content[] {
  return [icon(name, name === 'warning' ? 'warning' : ''), element('span', {}, ...contents)];
}
