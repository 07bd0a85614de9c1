import { severities } from '../domain/finding';
import type { Component, Place, Relation } from '../domain/component';
import { compareText, partsOf } from '../domain/component';
import type { Finding } from '../domain/finding';
import { pathsFromProject } from '../domain/paths';
import type { Overview, ViewComponent, ViewFinding, ViewPlace } from '../panel/messages';
import type { Session } from '../session';
import type { Range } from '../text/place';
import { plain } from '../text/plain';
import { uriOf } from './uri';

/** How far a check is; `undefined` when none runs. */
export interface CheckState {
  readonly progress?: { readonly done: number; readonly total: number } | undefined;
  readonly checkedAt?: string | undefined;
}

const kindOrder: readonly string[] = ['package', 'model', 'dataset', 'weights', 'service', 'application'];

/** The one object that tree, status bar and panel are drawn from. */
export function overviewOf(session: Session, name: string, { progress, checkedAt }: CheckState): Overview {
  const { components, relations } = session.graph;
  const paths = new Map(session.documents.map(({ path }) => [session.relative(path), path]));
  const judgements = session.judgements;
  const findings = judgements.flatMap(([, judgement]) => judgement.findings);
  const ownerOf = owners(components, (path) => session.relative(path));
  const bySubject = groupedBy(findings, ownerOf);
  const relationsFrom = groupedBy(relations, ({ from }) => from);
  const via = pathsFromProject(session.graph);
  const shown = partsOf(components);
  const { asOf, count } = session.snapshot.advisories;

  return {
    state: stateOf(),
    name,
    ...(checkedAt !== undefined && { checkedAt }),
    ...(progress && { progress }),
    counts: {
      error: countOf('error'),
      warning: countOf('warning'),
      info: countOf('info'),
      files: session.documents.length,
      components: shown.length,
      suppressed: judgements.reduce((sum, [, { suppressed }]) => sum + suppressed.length, 0),
    },
    advisories: { asOf, count },
    network: session.networkAllowed ? 'on' : 'off',
    components: shown.map(viewComponent).sort(byKindAndName),
    otherFindings: findings.filter((finding) => ownerOf(finding) === undefined).map(viewFinding),
    problems: judgements.flatMap(([, { problems }]) =>
      problems.map(({ path, message, range }) => ({ message, place: viewPlace(path, range) })),
    ),
  };

  function stateOf(): Overview['state'] {
    if (progress) return 'checking';
    return session.options.roots.length === 0 && session.documents.length === 0 ? 'no-folder' : 'ready';
  }

  function countOf(level: Finding['severity']): number {
    return findings.filter(({ severity }) => severity === level).length;
  }

  function viewComponent({ id, kind, name, version, requested, license, facts, places }: Component): ViewComponent {
    const path = kind === 'weights' ? paths.get(places[0]!.file) : undefined;
    return {
      id,
      kind,
      name: plain(name),
      ...(version !== undefined && { version: plain(version) }),
      ...(requested !== undefined && { requested: plain(requested) }),
      ...(license !== undefined && { license: plain(license) }),
      facts: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [plain(fact), plain(value)])),
      ...(path !== undefined && { signature: session.signatureOf(path) === undefined ? 'absent' : 'present' }),
      places: places.flatMap(placeInFile),
      findings: (bySubject.get(id) ?? []).map(viewFinding).sort(worstFirst),
      relations: (relationsFrom.get(id) ?? []).flatMap(viewRelation),
      ...(via.has(id) && { via: via.get(id)! }),
    };
  }

  function viewRelation({ kind, to, place }: Relation): ViewComponent['relations'] {
    return placeInFile(place).map((at) => ({ kind, to, place: at }));
  }

  function placeInFile({ file, range }: Place): readonly ViewPlace[] {
    const path = paths.get(file);
    return path === undefined ? [] : [viewPlace(path, range)];
  }

  function viewFinding({ rule, severity, message, path, range, fixes }: Finding): ViewFinding {
    const fix = fixes[0] && plain(fixes[0].title);
    return { rule, severity, message, place: viewPlace(path, range), ...(fix !== undefined && { fix }) };
  }

  function viewPlace(path: string, range: Range): ViewPlace {
    return { uri: uriOf(path), label: `${plain(session.relative(path))}:${range.start.line + 1}`, range };
  }
}

/**
 * The component that a finding belongs to: its subject, or what stands at its very place. The two differ where a rule
 * speaks of a package without a version and the project has settled on one.
 */
function owners(
  components: readonly Component[],
  relative: (path: string) => string,
): (finding: Finding) => string | undefined {
  const parts = partsOf(components);
  const ids = new Set(parts.map(({ id }) => id));
  const at = new Map(
    parts.flatMap(({ id, places }) => places.map(({ file, range }) => [placeKey(file, range), id] as const)),
  );
  return ({ subject, path, range }) => {
    if (subject === undefined) return undefined;
    return ids.has(subject) ? subject : at.get(placeKey(relative(path), range));
  };
}

function placeKey(file: string, { start }: Range): string {
  return `${start.line}:${start.character} ${file}`;
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function byKindAndName(a: ViewComponent, b: ViewComponent): number {
  return (
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
    compareText(a.name.toLowerCase(), b.name.toLowerCase()) ||
    compareText(a.id, b.id)
  );
}

function worstFirst(a: ViewFinding, b: ViewFinding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
