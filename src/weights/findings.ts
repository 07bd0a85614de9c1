import type { ScanFinding } from '../domain/scan';

const most = 50;

/** What a scan finds, each thing once and up to a bound: models repeat themselves a thousand times. */
export class Findings {
  readonly #byKey = new Map<string, ScanFinding>();

  get all(): readonly ScanFinding[] {
    return [...this.#byKey.values()];
  }

  /** The first place counts; what is told apart by `data` is another thing. */
  add(finding: ScanFinding): void {
    const key = `${finding.code} ${JSON.stringify(finding.data)}`;
    if (this.#byKey.size < most && !this.#byKey.has(key)) this.#byKey.set(key, finding);
  }
}
