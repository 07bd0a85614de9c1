import { hasEnding, shortMetadata, type Flaw, type Recognized, type WeightFile } from '../format';
import { describeArchive } from '../keras/archive';
import { isZip, zipDirectory, type ZipDirectory, type ZipEntry } from '../../bytes/zip';

const weightMember = /\.(?:pkl|pickle|pt|pth|bin|ckpt|joblib|dill|npy|safetensors|onnx|h5)$/i;

/** What is kept in a zip archive: PyTorch, Keras, NumPy, or other weights. */
export async function archive(file: WeightFile): Promise<Recognized | undefined> {
  if (!isZip(file.head)) return undefined;
  const directory = await zipDirectory(file.source);
  const format = formatOf(directory?.entries ?? []);
  if (format === undefined && !hasEnding(file, '.pt', '.pth', '.ckpt', '.keras', '.npz')) return undefined;
  return directory
    ? recognized(file, format ?? 'zip', directory)
    : { format: format ?? 'zip', flaws: [withoutList], metadata: shortMetadata([['entries', '0']]) };
}

/** An archive behind other bytes: what loads it looks from the end, what only glances at the beginning does not see it. */
export async function hiddenArchive(file: WeightFile): Promise<Recognized | undefined> {
  if (!hasEnding(file, '.pt', '.pth', '.ckpt', '.bin')) return undefined;
  const directory = await zipDirectory(file.source);
  const format = formatOf(directory?.entries ?? []);
  return directory && format !== undefined ? recognized(file, format, directory, hidden) : undefined;
}

/** What is said where the list of an archive cannot be read. */
export const unreadList =
  'The list of contents of this archive cannot be read to its end, so what it holds is not known.';

const withoutList: Flaw = {
  code: 'truncated',
  message: 'This archive has no list of contents, so what it holds is not known. Download it again.',
};

const hidden: Flaw = {
  code: 'prefixed-archive',
  message:
    'Other bytes stand before the archive in this file, which hides it from programs that look only at its beginning.',
};

async function recognized(
  { source }: WeightFile,
  format: string,
  { entries, broken }: ZipDirectory,
  ...flaws: readonly Flaw[]
): Promise<Recognized> {
  const all = broken === undefined ? flaws : [...flaws, { code: broken, message: unreadList }];
  const told = format === 'keras' ? await describeArchive(source, entries) : [];
  return { format, flaws: all, metadata: shortMetadata([['entries', String(entries.length)], ...told]) };
}

/** What an archive is, by the names of what it holds. */
export function formatOf(entries: readonly ZipEntry[]): string | undefined {
  const names = entries.map(({ name }) => name);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^MAR-INF\/MANIFEST\.json$/)) return 'torchserve';
  if (has(/^schema\.json$/)) return 'skops';
  if (has(/(?:^|\/)data\.pkl$/)) return 'torch-zip';
  if (has(/(?:^|\/)\.data\/extern_modules$/)) return 'torch-package';
  if (has(/^config\.json$/) && has(/^(?:metadata\.json|.*\.h5)$/)) return 'keras';
  if (names.length > 0 && names.every((name) => name.endsWith('.npy'))) return 'numpy-zip';
  return has(weightMember) ? 'zip' : undefined;
}
