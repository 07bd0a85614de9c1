import type { Finding, Problem, Severity } from '../domain/finding';

/** The result of a check, as all reports are given it. Paths in findings are absolute; `relative` shortens them. */
export interface CheckReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** Absolute, in the form of this system. */
  readonly root: string;
  readonly advisories: { readonly asOf: string; readonly count: number };
  /** How many reports of malicious releases are known beside the advisories. */
  readonly maliciousReports: number;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly relative: (path: string) => string;
}

/** The one count that all views agree on. */
export interface Summary extends Readonly<Record<Severity, number>> {
  /** Files that were read as something. */
  readonly files: number;
  /** Packages, models, datasets, weights and services; not the application itself. */
  readonly components: number;
  readonly suppressed: number;
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
