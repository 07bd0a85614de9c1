import type { ViewComponent } from './messages';

/** One bar: a license, or the rest. `share` is the part of the longest bar, 0 to 1. */
export interface LicenseBar {
  readonly name: string;
  readonly count: number;
  readonly share: number;
  readonly unknown: boolean;
}

/** `counted` components are the sum of the bars. */
export interface LicenseCounts {
  readonly counted: number;
  readonly bars: readonly LicenseBar[];
}

const longestList = 8;

/**
 * How often each license occurs, most frequent first, the ones not known last.
 * Weights without a license of their own follow their model, and the application is not a part of itself: neither is counted.
 */
export function licenseCounts(components: readonly ViewComponent[]): LicenseCounts {
  const counted = components.filter(
    ({ kind, license }) => license !== undefined || (kind !== 'weights' && kind !== 'application'),
  );
  const byName = new Map<string, number>();
  for (const { license } of counted) {
    if (license !== undefined) byName.set(license, (byName.get(license) ?? 0) + 1);
  }
  const named = [...byName].sort(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'));
  const rows = named.slice(0, longestList).map(([name, count]) => ({ name, count, unknown: false }));
  const rest = named.slice(longestList);
  if (rest.length > 0)
    rows.push({ name: `${rest.length} others`, count: sum(rest.map(([, count]) => count)), unknown: false });
  const unknown = counted.length - sum(named.map(([, count]) => count));
  if (unknown > 0) rows.push({ name: 'Not known', count: unknown, unknown: true });

  const longest = Math.max(1, ...rows.map((row) => row.count));
  return { counted: counted.length, bars: rows.map((row) => ({ ...row, share: row.count / longest })) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
