import type { ViewComponent, ViewFinding, ViewSeverity } from '../panel/messages';
import { severities } from '../panel/summary';

/** What the tree is narrowed to; everything where nothing is given. */
export interface TreeFilter {
  /** Only what has findings at least this grave. */
  readonly atLeast?: ViewSeverity;
  /** Only what has this in its name, version, license or findings, in any letter case. */
  readonly text?: string;
}

export function isFiltered(filter: TreeFilter): boolean {
  return filter.atLeast !== undefined || filter.text !== undefined;
}

/** Whether a component is shown. */
export function matches(component: ViewComponent, filter: TreeFilter): boolean {
  const { name, version = '', license = '', findings } = component;
  const grave = filter.atLeast === undefined || findings.some((finding) => isGrave(finding, filter.atLeast!));
  return grave && contains([name, version, license, ...findings.map(({ message }) => message)], filter.text);
}

/** Whether a finding that belongs to no component is shown. */
export function passes(finding: ViewFinding, filter: TreeFilter): boolean {
  const grave = filter.atLeast === undefined || isGrave(finding, filter.atLeast);
  return grave && contains([finding.message, finding.place.label], filter.text);
}

/** `warnings and worse`, `“torch”`: how the view says what it is narrowed to. */
export function filterWords({ atLeast, text }: TreeFilter): string {
  if (text !== undefined) return `“${text}”`;
  return { error: 'errors', warning: 'errors and warnings', info: 'all with findings' }[atLeast ?? 'info'];
}

function isGrave(finding: ViewFinding, atLeast: ViewSeverity): boolean {
  return severities.indexOf(finding.severity) <= severities.indexOf(atLeast);
}

function contains(texts: readonly string[], wanted: string | undefined): boolean {
  return wanted === undefined || texts.some((text) => text.toLowerCase().includes(wanted.toLowerCase()));
}
