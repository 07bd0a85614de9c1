import { crc32 } from '../../bytes/crc32';
import { ByteError } from '../../bytes/cursor';
import { sevenZip, type SevenZip } from '../../bytes/seven-zip';
import type { Folder, SevenZipFile } from '../../bytes/seven-zip-header';
import { partOf } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings, within } from '../findings';
import { hasEnding, type WeightFile } from '../format';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { foundIn, unpackWithin } from '../unpacking';

/** A 7z archive, with what is in it. No framework loads one, so that the name of a model on it is itself a lie. */
export async function scanSevenZip(file: WeightFile, context: ScanContext): Promise<readonly ScanFinding[]> {
  const findings = new Findings();
  if (hasEnding(file, '.pt', '.pth', '.ckpt', '.bin', '.safetensors', '.h5', '.keras', '.onnx', '.gguf'))
    findings.add(unusual);
  try {
    const archive = await sevenZip(file.source);
    for (const [folder, files] of byFolder(archive.files))
      for (const finding of await scanFolder(archive, folder, files, context)) findings.add(finding);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(unreadable(error));
  }
  return findings.all;
}

const unusual: ScanFinding = {
  code: 'archive/unusual',
  verdict: 'dangerous',
  message:
    'This file is named like a model but is a 7z archive, which no framework can load: a known way to get past scanners. Do not unpack or load it.',
};

function byFolder(files: readonly SevenZipFile[]): ReadonlyMap<Folder, readonly SevenZipFile[]> {
  const found = new Map<Folder, SevenZipFile[]>();
  for (const file of files) {
    if (!file.folder) continue;
    const others = found.get(file.folder);
    if (others) others.push(file);
    else found.set(file.folder, [file]);
  }
  return found;
}

/** Unpacks a folder, and looks into its files as far as they came out. */
async function scanFolder(
  archive: SevenZip,
  folder: Folder,
  files: readonly SevenZipFile[],
  { budget, nested }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const sums = new PartSums(files);
  const content = await unpackWithin(budget, archive.unpack(folder), archive.packed(folder), {
    limit: folder.size,
    tell: (piece) => sums.add(piece),
  });
  if (!content) return [notReadOn(folder.offset)];
  const { error } = content;
  const ends = error ? [{ ...unreadable(error), offset: folder.offset }] : [];
  const findings: ScanFinding[] = [];
  for (const { name, offset, size } of files)
    findings.push(...within(name, await nested(partOf(content, offset, size), name)));
  if (!error) for (const name of sums.wrong) findings.push({ ...unread('7z/wrong-checksum', wrongSum), member: name });
  return [...ends, ...(await foundIn(content, findings, folder.offset))];
}

/** The checksums of files that stand one behind the other. */
class PartSums {
  readonly wrong: string[] = [];
  #at = 0;
  #index = 0;
  #sum = 0;

  constructor(private readonly files: readonly SevenZipFile[]) {}

  add(piece: Uint8Array): void {
    for (let from = 0; from < piece.length;) {
      const file = this.files[this.#index];
      if (!file) return;
      const part = piece.subarray(from, from + Math.max(0, file.offset + file.size - this.#at));
      this.#sum = crc32(part, this.#sum);
      this.#at += part.length;
      from += part.length;
      if (this.#at < file.offset + file.size) return;
      if (file.sum !== undefined && file.sum !== this.#sum) this.wrong.push(file.name);
      this.#index++;
      this.#sum = 0;
    }
  }
}

const wrongSum = 'The checksum of this member is wrong, so it is not what was packed. Download the archive again.';

function unreadable({ code, offset }: ByteError): ScanFinding {
  if (code === 'too-large') return notReadOn(offset);
  const message =
    code === 'unsupported'
      ? 'This 7z archive is encrypted or packed in a way that is not read here, so what it holds is not known.'
      : 'This 7z archive breaks off or contradicts itself, so what it holds is not known. Download it again.';
  return { ...unread(`7z/${code}`, message), offset };
}
