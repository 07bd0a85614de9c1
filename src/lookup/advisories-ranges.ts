import type { RangeEvent } from '../facts/advisories-table';
import { versionKey } from '../packaging/pep440';
import type { Version } from '../packaging/pep440';

/** The key by which a version sorts; `undefined` for what is none. */
export type KeyOf = (version: string) => string | undefined;

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
export function intervalsOf(events: readonly RangeEvent[], keyOf: KeyOf = pythonKey): readonly Interval[] {
  const usual = usualInterval(events, keyOf);
  if (usual) return [usual];
  const intervals: Interval[] = [];
  let from: string | undefined;
  for (const { kind, key } of placed(events, keyOf)) {
    if (kind === 'introduced') from ??= key;
    else if (from !== undefined) {
      intervals.push({ from, to: key, isClosed: kind === 'last_affected' });
      from = undefined;
    }
  }
  if (from !== undefined) intervals.push({ from, to: undefined, isClosed: false });
  return intervals;
}

/** One beginning and one end, as nearly all advisories have them: read without putting anything in order. */
function usualInterval(events: readonly RangeEvent[], keyOf: KeyOf): Interval | undefined {
  const [begin, end] = events;
  if (events.length !== 2 || begin?.kind !== 'introduced' || !end || end.kind === 'introduced') return undefined;
  const from = begin.version === '0' ? '' : keyOf(begin.version);
  const to = keyOf(end.version);
  if (from === undefined || to === undefined || from >= to) return undefined;
  return { from, to, isClosed: end.kind === 'last_affected' };
}

/** Whether a version lies in one of the intervals. Its local part does not count: a build of an affected release is affected. */
export function isWithin(intervals: readonly Interval[], { publicKey }: Pick<Version, 'publicKey'>): boolean {
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
function placed(events: readonly RangeEvent[], keyOf: KeyOf): readonly PlacedEvent[] {
  const found: PlacedEvent[] = [];
  for (let start = 0, end = 0; start < events.length; start = end) {
    end = endOfPair(events, start);
    const pair = events.slice(start, end).map((event) => placeOf(event, keyOf));
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

function placeOf({ kind, version }: RangeEvent, keyOf: KeyOf): PlacedEvent | undefined {
  if (kind === 'introduced' && version === '0') return { kind, key: '' };
  const key = keyOf(version);
  return key === undefined ? undefined : { kind, key };
}

/** Advisories share most of their bounds, so keys are kept; there are never more than a table of advisories has versions. */
const keys = new Map<string, string | undefined>();

/** The key of a version of PyPI. */
export function pythonKey(version: string): string | undefined {
  if (!keys.has(version)) keys.set(version, versionKey(version));
  return keys.get(version);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
