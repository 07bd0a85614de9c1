import type { RangeEvent } from '../facts/advisories-table';
import { parseVersion } from '../packaging/pep440';
import type { Version } from '../packaging/pep440';

/** Affected versions in a row, by their sort keys. Without `from` it holds everything before its end, without `to` everything after its start. */
export interface Interval {
  readonly from?: string;
  readonly to?: string;
  /** Whether `to` itself belongs to it. */
  readonly isClosed: boolean;
}

/**
 * The intervals that events mean: in the order of their versions, each opens or closes the range
 * (https://ossf.github.io/osv-schema/#evaluation). Where a bound is no version, what it bounds is not known and left out.
 */
export function intervalsOf(events: readonly RangeEvent[]): readonly Interval[] {
  const intervals: Interval[] = [];
  let open: { readonly from?: string } | undefined;
  for (const { kind, key } of placed(events)) {
    if (kind === 'introduced') open ??= key === undefined ? {} : { from: key };
    else if (open) {
      intervals.push({ ...open, ...(key !== undefined && { to: key }), isClosed: kind === 'last_affected' });
      open = undefined;
    }
  }
  return open ? [...intervals, { ...open, isClosed: false }] : intervals;
}

/** Whether a version lies in one of the intervals. Its local part does not count: a build of an affected release is affected. */
export function isWithin(intervals: readonly Interval[], { publicKey }: Version): boolean {
  return intervals.some(
    ({ from, to, isClosed }) =>
      (from === undefined || publicKey >= from) &&
      (to === undefined || publicKey < to || (isClosed && publicKey === to)),
  );
}

interface PlacedEvent {
  readonly kind: RangeEvent['kind'];
  /** Absent at `introduced: 0`, which comes before every version. */
  readonly key?: string;
}

function placed(events: readonly RangeEvent[]): readonly PlacedEvent[] {
  return pairsOf(events)
    .map((pair) => pair.map(placeOf))
    .filter((pair) => !pair.includes(undefined))
    .flatMap((pair) => pair as readonly PlacedEvent[])
    .sort((a, b) => order(a.key ?? '', b.key ?? ''));
}

/** Each beginning with the ends that are listed behind it. */
function pairsOf(events: readonly RangeEvent[]): readonly (readonly RangeEvent[])[] {
  const pairs: RangeEvent[][] = [];
  for (const event of events) {
    const last = pairs.at(-1);
    if (last && event.kind !== 'introduced') last.push(event);
    else pairs.push([event]);
  }
  return pairs;
}

function placeOf({ kind, version }: RangeEvent): PlacedEvent | undefined {
  if (kind === 'introduced' && version === '0') return { kind };
  const parsed = parseVersion(version);
  return parsed && { kind, key: parsed.key };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
