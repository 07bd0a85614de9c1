import type { MaliciousReport, PackageAdvisories } from '../domain/knowledge';
import type { AdvisoryFact } from '../facts/advisories-table';
import type { MaliciousFact } from '../facts/malicious-table';
import { popularPackages } from '../facts/popular-packages';
import type { Snapshot } from '../facts/snapshot';
import { KnownAdvisories } from './advisories';
import { factsOfRecord, withoutDoubles } from './advisories-osv';
import type { AskedPackage } from './asked-packages';
import { exploitedIn } from './compaction';
import { maliciousReport } from './malicious';
import { MaliciousGathering, reportsOfRecord } from './malicious-osv';
import { NpmAdvisories } from './npm-advisories';
import type { OsvReference } from './osv-service';

/** What OSV says of a package beyond the snapshot, and when it was asked. */
export interface OnlineAdvisories {
  /** ISO 8601. */
  readonly at: string;
  readonly advisories: PackageAdvisories | undefined;
  readonly malicious: MaliciousReport | undefined;
}

/** The records that have to be fetched: those that the snapshot does not have, under any of their names, or only an older form of. */
export function unknownTo(
  snapshot: Snapshot,
  { ecosystem, name }: AskedPackage,
  references: readonly OsvReference[],
): readonly OsvReference[] {
  if (ecosystem !== 'pypi') return references;
  const { advisories, malicious } = snapshot;
  const known = new Set(advisories.of(name).flatMap(({ id, aliases }) => [id, ...aliases]));
  for (const id of malicious.of(name)?.ids ?? []) known.add(id);
  return references.filter(({ id, modified }) => !known.has(id) || modified > advisories.asOf);
}

/** What the snapshot and the records fetched say together; a record stands for what the snapshot has of the same id. */
export function merged(
  snapshot: Snapshot,
  asked: AskedPackage,
  records: readonly unknown[],
  at: string,
): OnlineAdvisories {
  const { ecosystem, name } = asked;
  const isPython = ecosystem === 'pypi';
  const older = isPython ? snapshot.advisories.of(name) : [];
  const osvName = isPython ? 'PyPI' : 'npm';
  const exploited = exploitedIn(older);
  const fetched = records.flatMap((record) => factsOfRecord(record, exploited, osvName)).filter(([of]) => of === name);
  const replaced = new Set(records.flatMap((record) => idOf(record)));
  const facts = withoutDoubles([
    ...older.filter(({ id }) => !replaced.has(id)).map((fact) => [name, fact] as const),
    ...fetched,
  ]).map(([, fact]) => fact);

  const asOf = [at.slice(0, 10), snapshot.advisories.asOf].sort().at(-1)!;
  const fact = reported(snapshot, asked, records);
  const malicious = fact && maliciousReport(fact, asOf);
  return {
    at,
    malicious,
    advisories: advisoriesFrom(isPython, asOf, facts, (version) => malicious?.affects(version) ?? false),
  };
}

function advisoriesFrom(
  isPython: boolean,
  asOf: string,
  facts: readonly AdvisoryFact[],
  isReported: (version: string) => boolean,
): PackageAdvisories | undefined {
  if (facts.length === 0) return undefined;
  return isPython ? new KnownAdvisories(asOf, facts, isReported) : new NpmAdvisories(asOf, facts, isReported);
}

function reported(
  snapshot: Snapshot,
  { ecosystem, name }: AskedPackage,
  records: readonly unknown[],
): MaliciousFact | undefined {
  const isPython = ecosystem === 'pypi';
  const older = isPython ? snapshot.malicious.of(name) : undefined;
  const gathering = new MaliciousGathering(() => older?.popular ?? (isPython && popularPackages().ranks.has(name)));
  if (older) gathering.add({ name, ...older });
  for (const report of records.flatMap((record) => reportsOfRecord(record, isPython ? 'PyPI' : 'npm')))
    if (report.name === name) gathering.add(report);
  return gathering.packages.get(name);
}

function idOf(record: unknown): readonly string[] {
  return typeof record === 'object' && record !== null && 'id' in record && typeof record.id === 'string'
    ? [record.id]
    : [];
}
