/**
 * Whether loading a weight file can run code: `safe` (it cannot, and was read to the end), `suspicious` (it could; nothing
 * known to be harmful was seen), `dangerous` (it does something harmful, or is built to deceive scanners), `unknown` (it was
 * not read to the end).
 */
export type Verdict = 'safe' | 'suspicious' | 'dangerous' | 'unknown';

/** What a scan has to say of one place in a weight file. */
export interface ScanFinding {
  /** Stable: `pickle/dangerous-global`, `zip/duplicate-member`, … */
  readonly code: string;
  /** What this alone makes of the file. */
  readonly verdict: Exclude<Verdict, 'safe'>;
  /** One or two plain sentences. */
  readonly message: string;
  /** The path inside an archive, outermost first, joined with `!/`. */
  readonly member?: string;
  /** In bytes, from the start of the file or of the unpacked member. */
  readonly offset?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Scan {
  readonly verdict: Verdict;
  readonly findings: readonly ScanFinding[];
}

const gravest: readonly Verdict[] = ['dangerous', 'unknown', 'suspicious'];

/** The verdict that follows from findings: the gravest of theirs. None is `safe`, so what was not read has to be among them. */
export function verdictOf(findings: readonly ScanFinding[]): Verdict {
  return gravest.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'safe';
}
