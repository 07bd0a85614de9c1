import type { MaliciousReport } from '../domain/knowledge';
import type { Snapshot } from '../facts/snapshot';
import { normalizedName } from '../packaging/name';
import { KnownAdvisories } from './advisories';
import { maliciousReport } from './malicious';

/** What a snapshot says of PyPI packages. What was asked once is kept. */
export class SnapshotAnswers {
  readonly #advisories = new Map<string, KnownAdvisories>();

  constructor(readonly snapshot: Snapshot) {}

  /** The advisories on a package; `undefined` where there are none. */
  advisories(ecosystem: string, name: string): KnownAdvisories | undefined {
    if (ecosystem !== 'pypi') return undefined;
    const normalized = normalizedName(name);
    const kept = this.#advisories.get(normalized);
    if (kept) return kept;
    const { advisories } = this.snapshot;
    const facts = advisories.of(normalized);
    if (facts.length === 0) return undefined;
    const isReported = (version: string): boolean => this.malicious('pypi', normalized)?.affects(version) ?? false;
    const found = new KnownAdvisories(advisories.asOf, facts, isReported);
    this.#advisories.set(normalized, found);
    return found;
  }

  /** The reports of malicious releases of a package; `undefined` where there are none. */
  malicious(ecosystem: string, name: string): MaliciousReport | undefined {
    if (ecosystem !== 'pypi') return undefined;
    const { malicious } = this.snapshot;
    const fact = malicious.of(normalizedName(name));
    return fact && maliciousReport(fact, malicious.asOf);
  }
}
