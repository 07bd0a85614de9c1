import type { ScanFinding } from '../domain/scan';

/** Operators of a graph that do more than compute. */
export interface Deed {
  readonly operators: RegExp;
  readonly verdict: 'dangerous' | 'suspicious';
  /** What they do, after "which". */
  readonly does: string;
}

/** What an operator does when the model is used, by the first deed that fits; `offset` in bytes. */
export function deedIn(
  deeds: readonly Deed[],
  format: string,
  operator: string,
  offset: number,
): ScanFinding | undefined {
  const deed = deeds.find(({ operators }) => operators.test(operator));
  if (!deed) return undefined;
  const { verdict, does } = deed;
  const advice = verdict === 'dangerous' ? 'Do not load it.' : 'Load it only if you trust its maker.';
  return {
    code: `${format}/${verdict}-operator`,
    verdict,
    message: `This model holds the operator ${operator}, which ${does} when the model is used. ${advice}`,
    offset,
    data: { operator },
  };
}
