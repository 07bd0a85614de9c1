import type { Overview, ViewComponent, ViewFinding, ViewPlace, ViewSeverity } from '../../src/panel/messages';

/** A place at the beginning of a line, counted from 1. */
export function place(file: string, line = 1): ViewPlace {
  const at = { line: line - 1, character: 0 };
  return { uri: `file:///project/${file}`, label: `${file}:${line}`, range: { start: at, end: at } };
}

export function finding(severity: ViewSeverity, more: Partial<ViewFinding> = {}): ViewFinding {
  return { rule: 'dependency/unpinned', severity, message: 'Something is wrong.', place: place('a.txt'), ...more };
}

export function component(name: string, more: Partial<ViewComponent> = {}): ViewComponent {
  const kind = more.kind ?? 'package';
  return { id: `pkg:${kind}/${name}`, kind, name, facts: {}, places: [], findings: [], relations: [], ...more };
}

export function overview(more: Partial<Overview> = {}): Overview {
  return {
    state: 'ready',
    name: 'project',
    counts: { error: 0, warning: 0, info: 0, files: 1, components: 0, suppressed: 0 },
    advisories: { asOf: '2026-07-23', count: 1 },
    network: 'off',
    components: [],
    otherFindings: [],
    problems: [],
    ...more,
  };
}
