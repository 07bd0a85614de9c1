import { componentDetails } from './details';
import { type Content, element, link } from './element';
import { findingRow } from './finding-row';
import { icon } from './icons';
import { marks, worstMark } from './marks';
import type { ViewComponent } from './messages';
import { disclosure, isOpen, sectionHead } from './section';
import { shows, withOpen } from './state';
import { countsOf, countWords, type Group, groupsOf, kinds, plural, shortName, totalOf, versionLabel } from './summary';
import type { View } from './view';

/** Up to this many rows without findings are shown at once, more of them on request. */
const fewClean = 5;
const mostRows = 500;

/** Components by kind, and at the end the findings that belong to none. */
export function components(view: View): readonly Content[] {
  const { counts } = view.overview;
  const open = isOpen(view, 'components', true);
  const head = sectionHead(view, 'components', 'Components', String(counts.components), open);
  if (!open) return [head];
  return [
    head,
    element(
      'div',
      { class: 'columns', 'aria-hidden': 'true' },
      element('span', {}, 'Name'),
      element('span', {}, 'License'),
      element('span', {}, 'Findings'),
    ),
    ...groupsOf(withFilter(view)).flatMap((group) => groupRows(view, group)),
    ...projectFiles(view),
  ];
}

/** The components left by the filter, each with the findings that are shown. */
function withFilter({ overview, state }: View): readonly ViewComponent[] {
  if (state.filter.length === 0) return overview.components;
  return overview.components
    .map((component) => ({
      ...component,
      findings: component.findings.filter((finding) => shows(state, finding.severity)),
    }))
    .filter((component) => component.findings.length > 0);
}

function groupRows(view: View, group: Group): readonly Content[] {
  const key = `kind:${group.kind}`;
  const open = isOpen(view, key, group.counts.error + group.counts.warning > 0 || group.components.length <= fewClean);
  const head = disclosure(
    view,
    { key, class: 'kind', level: 1, label: groupLabel(group) },
    open,
    element('b', {}, group.title),
    element('span', { class: 'count cut' }, groupCount(group)),
    marks(group.counts),
  );
  if (!open) return [head];

  const clean = group.components.filter((component) => component.findings.length === 0);
  const whole = clean.length <= fewClean || isOpen(view, `all:${group.kind}`, false);
  const listed = (
    whole ? group.components : group.components.filter((component) => component.findings.length > 0)
  ).slice(0, mostRows);
  const hidden = group.components.length - listed.length;
  return [
    head,
    element(
      'div',
      { class: 'rows', role: 'group', 'aria-label': group.title },
      ...listed.flatMap((component) => componentRows(view, component)),
      hidden > 0 && rest(view, group, hidden, whole),
    ),
  ];
}

function rest(view: View, group: Group, hidden: number, whole: boolean): HTMLElement {
  if (whole) return element('div', { class: 'more dim' }, `${hidden} more in the tree and in the MBOM`);
  const label = `${hidden} more without findings`;
  const show = (): void => view.change((state) => withOpen(state, `all:${group.kind}`, true));
  return element('div', { class: 'more' }, link(label, `all:${group.kind}`, show));
}

function componentRows(view: View, component: ViewComponent): readonly Content[] {
  const key = `component:${component.id}`;
  const open = isOpen(view, key, false);
  const counts = countsOf(component.findings);
  const version = versionLabel(component);
  const row = disclosure(
    view,
    { key, class: 'row', level: 2, label: rowLabel(component) },
    open,
    icon(component.kind),
    element(
      'span',
      { class: 'cut', title: `${component.name} ${component.version ?? version}`.trim() },
      shortName(component),
      version !== '' && element('span', { class: 'version' }, version),
    ),
    licenseCell(component),
    worstMark(counts),
  );
  return open ? [row, componentDetails(view, component)] : [row];
}

/** The license; for weights, which follow their model, whether they are signed. */
function licenseCell({ kind, license, signature }: ViewComponent): HTMLElement {
  if (kind === 'weights' && signature !== undefined) {
    const title = 'A signature stands beside it and has not been verified yet';
    return signature === 'absent'
      ? element('span', { class: 'license cut' }, icon('unverified'), 'not signed')
      : element('span', { class: 'license cut', title }, icon('question'), 'not verified');
  }
  if (license !== undefined) return element('span', { class: 'license cut', title: license }, license);
  return element('span', { class: 'license cut' }, icon('question'), 'not known');
}

function projectFiles(view: View): readonly Content[] {
  const findings = view.overview.otherFindings.filter((finding) => shows(view.state, finding.severity));
  if (findings.length === 0) return [];
  const counts = countsOf(findings);
  const open = isOpen(view, 'files', counts.error > 0);
  const label = `Project files, ${countWords(counts)}`;
  const title = element('b', {}, 'Project files');
  const head = disclosure(view, { key: 'files', class: 'kind', level: 1, label }, open, title, marks(counts));
  if (!open) return [head];
  const rows = findings.slice(0, mostRows).map((finding, index) => findingRow(view, finding, `file:${index}`));
  return [head, element('div', { class: 'rows details', role: 'group', 'aria-label': 'Project files' }, ...rows)];
}

/** `24 · 7 direct`, `4 · 1 signature`. */
function groupCount({ kind, components: members }: Group): string {
  const signed = members.filter((component) => component.signature === 'present').length;
  const direct = members.filter(({ via }) => via?.length === 0).length;
  const parts = [
    String(members.length),
    ...(kind === 'weights' && signed > 0 ? [plural(signed, 'signature')] : []),
    ...(kind === 'package' && direct > 0 && direct < members.length ? [`${direct} direct`] : []),
  ];
  return parts.join(' · ');
}

function groupLabel(group: Group): string {
  return [group.title, group.components.length, countWords(group.counts)].filter((part) => part !== '').join(', ');
}

function rowLabel(component: ViewComponent): string {
  const counts = countsOf(component.findings);
  const kind = kinds.find((entry) => entry.kind === component.kind)!.one;
  const version = versionLabel(component);
  const license = component.license ?? 'license not known';
  const findings = totalOf(counts) > 0 ? countWords(counts) : 'no findings';
  return [component.name, version, kind, license, findings].filter((part) => part !== '').join(', ');
}
