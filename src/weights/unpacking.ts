import type { ByteSource } from '../bytes/source';
import type { Unpack } from '../bytes/unpacked';
import { UnpackedSource } from '../bytes/unpacked-source';
import type { ScanFinding } from '../domain/scan';
import { notReadOn, type Budget } from './scan-context';

interface Bounds {
  /** Where the packed bytes begin. */
  readonly start?: number;
  /** How many bytes should come out at most. */
  readonly limit?: number;
  /** Hears all that comes out. */
  readonly tell?: (piece: Uint8Array) => void;
}

/** Less than this is not worth to begin with: a thousand bombs must not cost a thousand beginnings. */
const least = 1 << 20;

/** Unpacks as far as a scan may; `undefined` where it may not even begin. */
export async function unpackWithin(
  budget: Budget,
  unpack: Unpack,
  packed: ByteSource,
  { start, limit = Infinity, tell }: Bounds = {},
): Promise<UnpackedSource | undefined> {
  const { cost = 1 } = unpack;
  if (budget.unpacking.unpacked < 2 * cost * least || !budget.take(packed.size)) return undefined;
  const room = budget.left;
  const source = await UnpackedSource.open(
    { start: () => unpack(packed, start), cost },
    budget.unpacking,
    Math.min(limit, room),
    tell,
  );
  const isCut = source.error?.code === 'too-large' && source.size === room && room < limit;
  budget.take(isCut ? Infinity : source.size);
  return source;
}

/** What was found in a source; where only a part of that was given because it cost too much, nothing is said to be broken for it. */
export async function foundIn(
  source: ByteSource,
  found: readonly ScanFinding[],
  offset: number,
  member?: string,
): Promise<readonly ScanFinding[]> {
  if (!(source instanceof UnpackedSource)) return found;
  await source.close();
  const isToldAlready = source.error?.code === 'too-large';
  if (!source.isSpent && !isToldAlready) return found;
  const seen = found.filter(({ verdict }) => verdict !== 'unknown');
  return isToldAlready ? seen : [...seen, notReadOn(offset, member)];
}
