import type { ByteSource } from '../bytes/source';
import { beginsLikePickle } from './pickle/embedded';
import { listing } from './pickle/listing';
import { Budget } from './scan-context';
import { zipDirectory } from '../bytes/zip';
import { zipMember } from './zip/member';

/** The opcodes of one pickle in a file. */
export interface Listing {
  /** The path inside an archive. */
  readonly member?: string;
  readonly lines: readonly string[];
}

const longestListed = 1 << 24;
const mostMembers = 100;

/** The opcodes of a file that is a pickle, or of the pickles in an archive. Reads up to 16 MiB of each. */
export async function listings(source: ByteSource): Promise<readonly Listing[]> {
  const budget = new Budget(mostMembers * longestListed);
  const found: Listing[] = [];
  for (const entry of (await zipDirectory(source))?.entries.slice(0, mostMembers) ?? []) {
    if (entry.size > longestListed || !/\.(?:pkl|pickle|p)$/i.test(entry.name)) continue;
    const { content } = await zipMember(source, entry, budget);
    if (content) found.push({ member: entry.name, lines: listing(await content.read(0, content.size)) });
  }
  if (found.length > 0) return found;
  const bytes = await source.read(0, Math.min(longestListed, source.size));
  const isPickle = bytes.length > 0 && (beginsLikePickle(bytes, 0) || listing(bytes.subarray(0, 4096)).length > 3);
  return isPickle ? [{ lines: listing(bytes) }] : [];
}
