import type { Overview, ViewComponent, ViewCounts, ViewFinding, ViewKind, ViewSeverity } from './messages';

/** Kinds in the order in which they are shown, with the heads of their groups. */
export const kinds: readonly { readonly kind: ViewKind; readonly title: string; readonly one: string }[] = [
  { kind: 'package', title: 'Packages', one: 'package' },
  { kind: 'model', title: 'Models', one: 'model' },
  { kind: 'dataset', title: 'Datasets', one: 'dataset' },
  { kind: 'weights', title: 'Weights', one: 'weights' },
  { kind: 'service', title: 'Services', one: 'service' },
  { kind: 'application', title: 'Applications', one: 'application' },
];

export const severities: readonly ViewSeverity[] = ['error', 'warning', 'info'];

/** Components of one kind, worst first, then by name. */
export interface Group {
  readonly kind: ViewKind;
  readonly title: string;
  readonly components: readonly ViewComponent[];
  readonly counts: ViewCounts;
}

/** The finding to look at first, and the component it belongs to, if any. */
export interface NextStep {
  readonly finding: ViewFinding;
  readonly component?: ViewComponent;
}

/** The components of an overview by kind; kinds without components are left out. */
export function groupsOf(components: readonly ViewComponent[]): readonly Group[] {
  return kinds.flatMap(({ kind, title }) => {
    const members = components.filter((component) => component.kind === kind);
    if (members.length === 0) return [];
    const counts = countsOf(members.flatMap((component) => component.findings));
    return [{ kind, title, components: members.sort(byWorst), counts }];
  });
}

/** How many findings there are of each severity. */
export function countsOf(findings: readonly ViewFinding[]): ViewCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** The gravest severity that occurs. */
export function worstOf(counts: ViewCounts): ViewSeverity | undefined {
  return severities.find((severity) => counts[severity] > 0);
}

export function totalOf(counts: ViewCounts): number {
  return counts.error + counts.warning + counts.info;
}

/** `1 error, 2 warnings`; empty where there is nothing. */
export function countWords(counts: ViewCounts): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => severityWords(severity, counts[severity]))
    .join(', ');
}

/** `1 error`, `2 warnings`, `3 info`. */
export function severityWords(severity: ViewSeverity, count: number): string {
  return `${count} ${severity}${severity === 'info' || count === 1 ? '' : 's'}`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** All findings, those of components first. */
export function findingsOf(overview: Overview): readonly ViewFinding[] {
  return [...overview.components.flatMap((component) => component.findings), ...overview.otherFindings];
}

/** The finding to look at first: the gravest; among equals one that can be fixed here. */
export function nextStep(overview: Overview): NextStep | undefined {
  const steps: NextStep[] = [
    ...groupsOf(overview.components).flatMap((group) =>
      group.components.flatMap((component) => component.findings.map((finding) => ({ finding, component }))),
    ),
    ...overview.otherFindings.map((finding) => ({ finding })),
  ];
  return steps.sort((a, b) => urgency(a.finding) - urgency(b.finding))[0];
}

/** The name in a row: weights, which are named by their path, without their folder. */
export function shortName({ kind, name }: ViewComponent): string {
  return kind === 'weights' ? name.slice(name.lastIndexOf('/') + 1) : name;
}

/** What to call the version of a component: exact and short, or what is asked for; empty where it is open. */
export function versionLabel(component: ViewComponent): string {
  if (component.version !== undefined) {
    return /^[0-9a-f]{40,64}$/.test(component.version) ? component.version.slice(0, 7) : component.version;
  }
  return (component.requested ?? '').replaceAll('>=', '≥').replaceAll('<=', '≤').replaceAll('!=', '≠');
}

function urgency(finding: ViewFinding): number {
  return severities.indexOf(finding.severity) * 2 + (finding.fix === undefined ? 1 : 0);
}

function byWorst(a: ViewComponent, b: ViewComponent): number {
  const [left, right] = [countsOf(a.findings), countsOf(b.findings)];
  return (
    right.error - left.error ||
    right.warning - left.warning ||
    right.info - left.info ||
    a.name.localeCompare(b.name, 'en')
  );
}
