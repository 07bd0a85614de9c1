import type { RangeEvent } from '../facts/advisories-table';
import { parseVersion } from '../packaging/pep440';
import type { Version } from '../packaging/pep440';

/** Affected versions in a row, by their sort keys. */
export interface Interval {
  /** Empty where it has no beginning: that comes before every key. */
  readonly from: string;
  /** Absent where it has no end. */
  readonly to: string | undefined;
  /** Whether `to` itself belongs to it. */
  readonly isClosed: boolean;
}

/**
 * The intervals that events mean: in the order of their versions, each opens or closes the range
 * (https://ossf.github.io/osv-schema/#evaluation). Where a bound is no version, what it bounds is not known and left out.
 */
export function intervalsOf(events: readonly RangeEvent[]): readonly Interval[] {
  const intervals: Interval[] = [];
  let from: string | undefined;
  for (const { kind, key } of placed(events)) {
    if (kind === 'introduced') from ??= key;
    else if (from !== undefined) {
      intervals.push({ from, to: key, isClosed: kind === 'last_affected' });
      from = undefined;
    }
  }
  if (from !== undefined) intervals.push({ from, to: undefined, isClosed: false });
  return intervals;
}

/** Whether a version lies in one of the intervals. Its local part does not count: a build of an affected release is affected. */
export function isWithin(intervals: readonly Interval[], { publicKey }: Version): boolean {
  return intervals.some(
    ({ from, to, isClosed }) =>
      publicKey >= from && (to === undefined || publicKey < to || (isClosed && publicKey === to)),
  );
}

interface PlacedEvent {
  readonly kind: RangeEvent['kind'];
  /** Empty at `introduced: 0`, which comes before every version. */
  readonly key: string;
}

/** The events whose place is known, in the order of their versions. */
function placed(events: readonly RangeEvent[]): readonly PlacedEvent[] {
  const found: PlacedEvent[] = [];
  for (let start = 0, end = 0; start < events.length; start = end) {
    end = endOfPair(events, start);
    const pair = events.slice(start, end).map(placeOf);
    if (pair.every((event) => event !== undefined)) found.push(...pair);
  }
  return found.sort((a, b) => order(a.key, b.key));
}

/** Behind a beginning and the ends that are listed after it. */
function endOfPair(events: readonly RangeEvent[], start: number): number {
  let end = start + 1;
  while (end < events.length && events[end]!.kind !== 'introduced') end++;
  return end;
}

function placeOf({ kind, version }: RangeEvent): PlacedEvent | undefined {
  if (kind === 'introduced' && version === '0') return { kind, key: '' };
  const key = keyOf(version);
  return key === undefined ? undefined : { kind, key };
}

/** Advisories share most of their bounds, so keys are kept; there are never more than a table of advisories has versions. */
const keys = new Map<string, string | undefined>();

function keyOf(version: string): string | undefined {
  if (!keys.has(version)) keys.set(version, parseVersion(version)?.key);
  return keys.get(version);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
