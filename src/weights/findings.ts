import type { ScanFinding } from '../domain/scan';

const mostOfVerdict = 50;

/**
 * What a scan finds, each thing once: models repeat themselves a thousand times. Bounded by verdict, so that no flood of one hides
 * another.
 */
export class Findings {
  readonly #byKey = new Map<string, ScanFinding>();
  readonly #counts = { dangerous: 0, unknown: 0, suspicious: 0 };

  get all(): readonly ScanFinding[] {
    return [...this.#byKey.values()];
  }

  /** The first place counts; what is told apart by `data` is another thing. */
  add(finding: ScanFinding): void {
    const key = `${finding.code} ${JSON.stringify(finding.data)}`;
    if (this.#byKey.has(key) || this.#counts[finding.verdict] >= mostOfVerdict) return;
    this.#counts[finding.verdict]++;
    this.#byKey.set(key, finding);
  }
}

/** Findings of what lies in a member of an archive, as findings of the archive. */
export function within(member: string, findings: readonly ScanFinding[]): readonly ScanFinding[] {
  return findings.map((finding) => ({
    ...finding,
    member: finding.member === undefined ? member : `${member}!/${finding.member}`,
  }));
}
