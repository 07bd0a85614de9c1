import { hasEnding, type Recognized, type WeightFile } from '../format';
import { sourceOf } from '../../bytes/source';
import { unpackWhole } from '../../bytes/unpacked';
import { packingOf } from '../packed/packings';

/** How R begins what it serializes: an image of a workspace, or one object. https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats */
const opening = /^(?:RD[AX][23]\n)?X\n\0\0\0/;
const longestOpening = 16;
const versions: readonly number[] = [2, 3];

/** Data and models of R: `saveRDS` and `save`, usually packed with gzip, bzip2 or xz. */
export async function rData(file: WeightFile): Promise<Recognized | undefined> {
  if (!hasEnding(file, '.rds', '.rdata', '.rda')) return undefined;
  const packing = packingOf(file.head);
  const start = packing?.unpack
    ? (await unpackWhole(packing.unpack, sourceOf(file.head), longestOpening)).bytes
    : file.head;
  const [found = ''] = opening.exec(new TextDecoder('latin1').decode(start.subarray(0, longestOpening))) ?? [];
  if (found === '' || !versions.includes(start[found.length] ?? 0)) return undefined;
  return { format: 'r-data', metadata: { compression: packing?.name ?? 'none' } };
}
