import type { Overview, ViewComponent, ViewCounts, ViewFinding, ViewKind } from '../panel/messages';
import {
  countsOf,
  countWords,
  type Group,
  groupsOf,
  plural,
  severities,
  totalOf,
  versionLabel,
} from '../panel/summary';
import { isFiltered, matches, passes, type TreeFilter } from './tree-filter';

/** A row of the tree. `id` stays the same from one overview to the next, so that open rows stay open. */
export type TreeNode = GroupNode | ComponentNode | FindingNode | WayNode;

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly icon: ViewKind | 'file';
  readonly label: string;
  readonly description: string;
  readonly counts: ViewCounts;
  readonly children: readonly TreeNode[];
}

export interface ComponentNode {
  readonly type: 'component';
  readonly id: string;
  readonly component: ViewComponent;
  readonly description: string;
  readonly counts: ViewCounts;
  /** Ids of the components that this row stands below, itself included: a relation back to one of them is not followed. */
  readonly path: readonly string[];
}

export interface FindingNode {
  readonly type: 'finding';
  readonly id: string;
  readonly finding: ViewFinding;
  readonly counts: ViewCounts;
}

/** What brings in a component that the project does not name itself: the shortest way to it. */
export interface WayNode {
  readonly type: 'way';
  readonly id: string;
  /** The component that it is about. */
  readonly component: ViewComponent;
  readonly description: string;
  readonly counts: ViewCounts;
  readonly children: readonly ComponentNode[];
}

/** What is said of a component in the tree, in place of the worst finding's whole message. */
const states: Readonly<Record<string, string>> = {
  'dependency/unpinned': 'not pinned',
  'dependency/malicious': 'malicious releases reported',
  'model/unpinned-revision': 'not pinned',
  'weights/dangerous': 'dangerous to load',
  'weights/lfs-pointer': 'not fetched',
  'weights/suspicious': 'suspicious',
  'weights/unknown': 'not knowable here',
  'weights/unsigned': 'not signed',
  'license/missing': 'no license',
};

/** How a related component stands to the one above it; the other relations need no word. */
const roles: Readonly<Record<string, string>> = {
  'derived-from': 'base',
  'trained-on': 'trained on',
  'evaluated-on': 'evaluated on',
};

/** The groups of an overview, and the components and findings in them. */
export function rootNodes(overview: Overview, filter: TreeFilter): readonly GroupNode[] {
  const components = overview.components.filter((component) => matches(component, filter));
  const groups = groupsOf(components).map((group) => groupNode(group, filter));
  const findings = overview.otherFindings.filter((finding) => passes(finding, filter));
  return findings.length === 0 ? groups : [...groups, filesNode(findings)];
}

/** The components that a component is related to, one level down. */
export function relatedNodes(
  node: ComponentNode,
  componentOf: (id: string) => ViewComponent | undefined,
): readonly ComponentNode[] {
  const nodes = new Map<string, ComponentNode>();
  for (const { kind, to } of node.component.relations) {
    const component = componentOf(to);
    if (component === undefined || node.path.includes(to)) continue;
    const id = `${node.id}/${kind}:${to}`;
    nodes.set(id, componentNode(component, id, [...node.path, to], roles[kind]));
  }
  return [...nodes.values()];
}

/** Why a component is here; only in the list of its kind, where nothing above it says so. */
export function wayNode(
  { id, path, component }: ComponentNode,
  componentOf: (id: string) => ViewComponent | undefined,
): WayNode | undefined {
  const steps = (component.via ?? []).flatMap((step) => componentOf(step) ?? []);
  if (path.length > 1 || steps.length === 0) return undefined;
  const way = `${id}/way`;
  return {
    type: 'way',
    id: way,
    component,
    description: steps.map(({ name }) => name).join(' › '),
    counts: countsOf([]),
    children: steps.map((step) => componentNode(step, `${way}/${step.id}`, [component.id, step.id])),
  };
}

function groupNode(group: Group, filter: TreeFilter): GroupNode {
  const id = `group:${group.kind}`;
  const signed = group.components.filter((component) => component.signature === 'present').length;
  const parts = [
    String(group.components.length),
    ...(signed > 0 ? [plural(signed, 'signature')] : []),
    ...(totalOf(group.counts) > 0 ? [plural(totalOf(group.counts), 'finding')] : []),
    ...(isFiltered(filter) ? ['filtered'] : []),
  ];
  return {
    type: 'group',
    id,
    icon: group.kind,
    label: group.title,
    description: parts.join(' · '),
    counts: group.counts,
    children: group.components.map((component) => componentNode(component, `${id}/${component.id}`, [component.id])),
  };
}

function filesNode(findings: readonly ViewFinding[]): GroupNode {
  const seen = new Map<string, number>();
  const children = findings.toSorted(byWorst).map((finding): FindingNode => {
    const name = `files/${finding.rule}:${finding.place.label}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { type: 'finding', id: `${name}#${times}`, finding, counts: countsOf([finding]) };
  });
  return {
    type: 'group',
    id: 'group:files',
    icon: 'file',
    label: 'Project files',
    description: plural(findings.length, 'finding'),
    counts: countsOf(findings),
    children,
  };
}

function componentNode(component: ViewComponent, id: string, path: readonly string[], role?: string): ComponentNode {
  const counts = countsOf(component.findings);
  return { type: 'component', id, component, description: describe(component, role), counts, path };
}

/** `2.3.0 · not pinned`, `CC-BY-NC-4.0 · trained on`: at most version, state or license, and role. */
function describe(component: ViewComponent, role: string | undefined): string {
  const version = versionLabel(component);
  const state = stateOf(component);
  const license = component.kind === 'package' || component.kind === 'weights' ? undefined : component.license;
  return [version, state, license, role].filter((part) => part !== undefined && part !== '').join(' · ');
}

function stateOf({ findings, signature, facts }: ViewComponent): string | undefined {
  const worst = findings[0];
  if (worst !== undefined)
    return Object.hasOwn(states, worst.rule) ? states[worst.rule] : countWords(countsOf(findings));
  if (facts.verdict !== undefined && facts.verdict !== 'safe')
    return facts.verdict === 'dangerous' ? 'dangerous to load' : facts.verdict;
  return signature === 'present' ? 'signature not verified' : undefined;
}

function byWorst(a: ViewFinding, b: ViewFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.place.label.localeCompare(b.place.label, 'en')
  );
}
