import { Cursor, startsWith } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import { asksTooMuch, isZip, type ZipDirectory, type ZipEntry, type ZipOddity } from '../../bytes/zip';
import type { ScanFinding } from '../../domain/scan';
import { beginsLikePickle } from '../pickle/embedded';

/** What stands between the members of an archive, and what about its list programs read in different ways. */
export interface ZipLayout {
  readonly findings: readonly ScanFinding[];
  /** Members that stand in the file without being listed. */
  readonly unlisted: readonly ZipEntry[];
}

const mostFindings = 100;
const mostUnlisted = 100;
const localLength = 30;
/** A descriptor behind a member: its checksum and sizes once more. */
const longestDescriptor = 24;
const gapWindow = 65_536;

/** Follows the members in the order in which they stand. */
export async function layoutOf(source: ByteSource, directory: ZipDirectory): Promise<ZipLayout> {
  const findings: ScanFinding[] = directory.oddities.map((oddity) => suspicious(oddity, odd[oddity], directory.endAt));
  const unlisted: ZipEntry[] = [];
  const add = (finding: ScanFinding): void => {
    if (findings.length < mostFindings) findings.push(finding);
  };
  const entries = [...directory.entries].sort((a, b) => a.offset - b.offset);
  const first = entries[0]?.offset ?? directory.listAt;
  if (first > 0) add(suspicious('prefixed', prefixed, 0));
  let end = first;
  let last: ZipEntry | undefined;
  for (const entry of [...entries, undefined]) {
    const next = entry?.offset ?? directory.listAt;
    if (last && next < end) add({ ...suspicious('overlap', overlap, next), member: (entry ?? last).name });
    else if (next - end > longestDescriptor && unlisted.length < mostUnlisted) {
      const found = await inGap(source, end, next);
      if (found === 'pickle') add(suspicious('hidden-bytes', hidden, end));
      else if (found) {
        add({ ...suspicious('unlisted-member', notListed, found.offset), member: found.name });
        unlisted.push(found);
      }
    }
    if (entry) {
      last = entry;
      end = Math.max(end, await endOf(source, entry));
    }
  }
  return { findings, unlisted };
}

/** Behind the bytes of a member, by its own header. */
async function endOf(source: ByteSource, { offset, packedSize }: ZipEntry): Promise<number> {
  const head = await source.read(offset, localLength);
  const nameAndExtra = head.length < localLength ? 0 : head[26]! + head[27]! * 256 + head[28]! + head[29]! * 256;
  return offset + localLength + nameAndExtra + packedSize;
}

/** The first member in a gap, by the header before it. */
async function inGap(source: ByteSource, start: number, end: number): Promise<ZipEntry | 'pickle' | undefined> {
  const bytes = await source.read(start, Math.min(gapWindow, end - start));
  if (beginsLikePickle(bytes, 0) && !isZip(bytes)) return 'pickle';
  for (let at = 0; at + localLength <= bytes.length; at++) {
    if (bytes[at] !== 0x50 || !startsWith(bytes, Uint8Array.of(0x50, 0x4b, 3, 4), at)) continue;
    const cursor = new Cursor(bytes.subarray(at));
    cursor.skip(6);
    const [flags, method] = [cursor.u16(), cursor.u16()];
    cursor.skip(4);
    const [crc, packedSize, size, nameLength] = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u16()];
    cursor.skip(2);
    if (nameLength > cursor.left) return undefined;
    const name = cursor.text(nameLength);
    const kind = { method, isEncrypted: (flags & 1) === 1, isRefused: asksTooMuch(flags) };
    return { name, size, packedSize, ...kind, crc, offset: start + at };
  }
  return undefined;
}

const prefixed =
  'Other bytes stand before the archive in this file, which hides it from programs that look only at its beginning.';
const overlap =
  'Members of this archive share bytes with each other or with its list, so that programs disagree about what they hold, or little unpacks to very much.';
const hidden = 'A pickle stands between the members of this archive, where nothing belongs.';
const notListed =
  'This member stands in the archive without being listed, so some programs load it and others do not see it.';

const odd: Readonly<Record<ZipOddity, string>> = {
  'trailing-bytes': 'Bytes stand behind the end of this archive, where nothing belongs.',
  'second-end': 'This archive has two ends with a list of contents each, so programs disagree about what it holds.',
  'other-disks': 'This archive claims to go on in other files, so programs disagree about what it holds.',
  'two-counts': 'This archive tells the length of its list in two ways, so programs disagree about what it holds.',
  'misplaced-list': 'This archive says of its list that it stands elsewhere, so programs disagree about what it holds.',
  'gap-before-end': 'The list of this archive holds more than it counts, so programs disagree about what it holds.',
};

function suspicious(code: string, message: string, offset: number): ScanFinding {
  return { code: `zip/${code}`, verdict: 'suspicious', message, offset };
}
