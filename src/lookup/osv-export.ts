import { inflateRawSync } from 'node:zlib';
import { Cursor } from '../bytes/cursor';
import type { ByteSource } from '../bytes/source';
import { isZip, zipDirectory } from '../bytes/zip';
import type { ZipEntry } from '../bytes/zip';
import type { Files } from '../host/ports';
import { parsedJson } from './foreign-json';

/** What was given is no export of OSV records, or has more than is read of one. */
export class ExportError extends Error {}

/** Bytes of an archive. */
export const longestExport = 512 << 20;
const mostRecords = 500_000;
const longestList = 64 << 20;
const longestRecord = 8 << 20;
const mostUnpacked = 4 * 2 ** 30;
const localHeaderLength = 30;

/** A way to go through the records of an export; what is no JSON comes as `undefined`. */
export interface OsvExport {
  readonly count: number;
  records(): AsyncGenerator<unknown>;
}

/** An export on the disk: an archive, or a folder with one as osv-scanner keeps it or with records. Fails with an `ExportError` or a `FileError`. */
export async function openExport(files: Files, path: string): Promise<OsvExport> {
  const { kind, size } = await files.stat(path);
  if (kind === 'folder') {
    const inside = `${path}/PyPI/all.zip`;
    const holdsArchive = await files.stat(inside).then(
      () => true,
      () => false,
    );
    return holdsArchive ? openExport(files, inside) : exportInFolder(files, path);
  }
  if (size > longestExport) throw new ExportError('it is too large');
  return exportInZip({ size, read: (offset, length) => files.readAt(path, offset, length) });
}

/** An export as OSV publishes it: an archive with a JSON file for each record (https://google.github.io/osv.dev/data/). Fails with an `ExportError`. */
export async function exportInZip(source: ByteSource): Promise<OsvExport> {
  const directory = isZip(await source.read(0, 4)) ? await zipDirectory(source, longestList) : undefined;
  if (!directory) throw new ExportError('it is no zip archive, or only the beginning of one');
  if (directory.broken !== undefined || directory.prefix > 0) throw new ExportError('its list of contents is broken');
  const entries = directory.entries.filter(({ name }) => name.endsWith('.json'));
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > mostRecords || unpacked > mostUnpacked) throw new ExportError('it holds too much');
  return {
    count: entries.length,
    async *records() {
      for (const entry of entries) yield parsedJson(await member(source, entry));
    },
  };
}

/** An export that was unpacked into a folder. */
async function exportInFolder(files: Files, folder: string): Promise<OsvExport> {
  const names = (await files.list(folder)).filter(({ name, kind }) => kind === 'file' && name.endsWith('.json'));
  if (names.length > mostRecords) throw new ExportError('it holds too much');
  return {
    count: names.length,
    async *records() {
      for (const { name } of names) yield parsedJson(await files.read(`${folder}/${name}`, longestRecord));
    },
  };
}

/** The bytes of a record; empty where they cannot be unpacked, or are more than the list says. */
async function member(
  source: ByteSource,
  { offset, packedSize, size, method, isEncrypted }: ZipEntry,
): Promise<Uint8Array> {
  const nothing = new Uint8Array();
  if (size > longestRecord || packedSize > longestRecord || isEncrypted) return nothing;
  const header = await source.read(offset, localHeaderLength);
  if (header.length < localHeaderLength || !isZip(header)) return nothing;
  const lengths = new Cursor(header.subarray(26));
  const start = offset + localHeaderLength + lengths.u16() + lengths.u16();
  const packed = await source.read(start, packedSize);
  if (method === 0) return packed;
  try {
    return method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }) : nothing;
  } catch {
    return nothing;
  }
}
