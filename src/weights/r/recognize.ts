import { constants, gunzipSync } from 'node:zlib';
import { hasEnding, type Recognized, type WeightFile } from '../format';

/** How R begins what it serializes: an image of a workspace, or one object. https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats */
const opening = /^(?:RD[AX][23]\n)?X\n\0\0\0/;
const versions: readonly number[] = [2, 3];

/** Data and models of R: `saveRDS` and `save`, usually packed with gzip. */
export function rData(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.rds', '.rdata', '.rda')) return undefined;
  const isPacked = file.head[0] === 0x1f && file.head[1] === 0x8b;
  const start = isPacked ? unpackedStart(file.head) : file.head;
  const [found = ''] = opening.exec(new TextDecoder('latin1').decode(start.subarray(0, 16))) ?? [];
  if (found === '' || !versions.includes(start[found.length] ?? 0)) return undefined;
  return { format: 'r-data', metadata: { compression: isPacked ? 'gzip' : 'none' } };
}

/** The first bytes of a gzip stream of which only the head is there. */
function unpackedStart(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 23 });
  } catch {
    return new Uint8Array(0);
  }
}
