import { hasEnding, type Recognized, type WeightFile } from '../format';
import { packingOf, packings } from './packings';

/** Endings of files that joblib and others may pack without saying so. */
const pickleEndings = ['.joblib', '.pkl', '.pickle', '.dill'];
const packedEndings = packings.flatMap(({ endings }) => endings);
const archiveEndings = ['.nemo', '.mar', '.tgz', '.tbz2', '.txz'];

/** Shorter marks also stand at the beginning of a tensor by chance. */
const surelyMarked = 3;

/** A file that is packed as a whole: a pickle, as joblib does it, or whatever its name says without the last ending. */
export function packed(file: WeightFile): Recognized | undefined {
  const packing = packingOf(file.head);
  if (!packing) return undefined;
  const metadata = { compression: packing.name };
  if (hasEnding(file, ...pickleEndings)) return { format: 'compressed-pickle', metadata };
  if (!hasEnding(file, ...packedEndings, ...archiveEndings)) return undefined;
  const inner = nameInside(file.path);
  return { format: /\.(?:joblib|pkl|pickle|dill)$/i.test(inner) ? 'compressed-pickle' : 'compressed', metadata };
}

/** What is packed under any name, such as a layer of an OCI image, by marks that hardly stand there by chance. */
export function packedMember({ head }: WeightFile): Recognized | undefined {
  const packing = packingOf(head);
  const isSure = packing?.marks.every(({ length }) => length >= surelyMarked);
  return packing && isSure ? { format: 'compressed', metadata: { compression: packing.name } } : undefined;
}

/** The name of a file once it is unpacked. */
export function nameInside(path: string): string {
  const lower = path.toLowerCase();
  const ending = packedEndings.find((one) => lower.endsWith(one));
  return ending === undefined ? path : path.slice(0, -ending.length);
}
