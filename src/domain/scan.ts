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

/** The text that a call in the file is given, as far as it is known. */
export interface Given {
  readonly text: string;
  /** Whether it looks as if it holds a key or a password, which is not to be shown where nobody has asked for it. */
  readonly isSecret: boolean;
}

/** The first text among the arguments of a finding. */
export function givenTo({ data }: ScanFinding): Given | undefined {
  const passed: readonly unknown[] = Array.isArray(data?.arguments) ? data.arguments : [];
  const text = passed.find((one) => typeof one === 'string' && one !== '…');
  return typeof text === 'string' ? { text, isSecret: secret.test(text) } : undefined;
}

const secret = /(?:\b|_)(?:key|token|pwd)\b|secret|passw|\bbearer\s|\bhf_\w|\bsk-\w|\bgh[pousr]_\w|\bAKIA\w/i;

const gravest: readonly Verdict[] = ['dangerous', 'unknown', 'suspicious'];

/** The gravest findings first, else in their order. */
export function gravestFirst(findings: readonly ScanFinding[]): readonly ScanFinding[] {
  return [...findings].sort((a, b) => gravest.indexOf(a.verdict) - gravest.indexOf(b.verdict));
}

/** The verdict that follows from findings: the gravest of theirs. None is `safe`, so what was not read has to be among them. */
export function verdictOf(findings: readonly ScanFinding[]): Verdict {
  return gravest.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'safe';
}
