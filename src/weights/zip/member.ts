import { crc32 } from '../../bytes/crc32';
import { Cursor, startsWith } from '../../bytes/cursor';
import { partOf, type ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { notReadOn, type Budget } from '../scan-context';
import { unpackWithin } from '../unpacking';
import { asksTooMuch, type ZipEntry } from '../../bytes/zip';
import { methods } from './methods';

/** A member as its own header and its bytes show it; without `content` where it cannot be unpacked. */
export interface ZipMember {
  readonly content?: ByteSource;
  /** The checksum of what was unpacked to its end. */
  readonly sum?: number;
  readonly findings: readonly ScanFinding[];
}

const localMark = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);
const localLength = 30;
const usualName = 256;
const usualRatio = 500;
const smallMember = 1 << 26;

/** Opens a member, and compares what the list says of it with what stands before it: readers differ in whom they believe. */
export async function zipMember(source: ByteSource, entry: ZipEntry, budget: Budget): Promise<ZipMember> {
  const { name } = entry;
  const findings: ScanFinding[] = [];
  const add = (code: string, verdict: ScanFinding['verdict'], message: string): void =>
    void findings.push({ code: `zip/${code}`, verdict, message, member: name, offset: entry.offset });

  const head = await source.read(entry.offset, localLength + usualName + 3 * name.length);
  if (head.length < localLength || !startsWith(head, localMark)) {
    add('missing-member', 'unknown', 'The list of this archive names a member that does not stand where it should.');
    return { findings };
  }
  const cursor = new Cursor(head);
  cursor.skip(6);
  const [flags, method] = [cursor.u16(), cursor.u16()];
  cursor.skip(4);
  const [crc, packed, size] = [cursor.u32(), cursor.u32(), cursor.u32()];
  const [nameLength, extraLength] = [cursor.u16(), cursor.u16()];
  const ownName = new TextDecoder().decode(head.subarray(localLength, localLength + nameLength));
  const streams = (flags & 8) !== 0;

  if (ownName !== name)
    add(
      'name-mismatch',
      'suspicious',
      'The archive lists a member by another name than stands before it, so programs disagree about what it is.',
    );
  if (method !== entry.method)
    add(
      'method-mismatch',
      'suspicious',
      'The archive gives two ways to unpack this member, so programs disagree about what it holds.',
    );
  if (((flags & 1) === 1) !== entry.isEncrypted)
    add(
      'encryption-mismatch',
      'suspicious',
      'The archive says both that this member is encrypted and that it is not, which makes some scanners skip it.',
    );
  if (entry.isRefused || asksTooMuch(flags))
    add(
      'refused-member',
      'unknown',
      'The archive asks of this member what most loaders refuse, such as a later version of zip, so what they make of it is not known.',
    );
  if (entry.isFolder && !name.endsWith('/') && entry.size > 0)
    add(
      'folder-mismatch',
      'suspicious',
      'The archive says that this member is a folder, and it is not, so programs disagree about what it holds.',
    );
  const differs = (own: number, listed: number): boolean => own !== listed && own !== 0xffffffff;
  if (!streams && (crc !== entry.crc || differs(packed, entry.packedSize) || differs(size, entry.size)))
    add(
      'header-mismatch',
      'suspicious',
      'The archive gives two sizes or checksums for this member, so programs disagree about what it holds.',
    );

  const start = entry.offset + localLength + nameLength + extraLength;
  if (start + entry.packedSize > source.size) {
    add('truncated', 'unknown', 'This member ends behind the end of the file. Download it again.');
    return { findings };
  }
  const packedBytes = partOf(source, start, entry.packedSize);
  const claimsEncryption = entry.isEncrypted && (flags & 1) === 1;
  if (claimsEncryption) {
    const isPlain = entry.method === 0 && entry.size === entry.packedSize && budget.take(entry.size);
    if (!isPlain || crc32(await packedBytes.read(0, entry.size)) !== entry.crc) {
      add('encrypted', 'unknown', 'This member is encrypted, so what it holds is not known.');
      return { findings };
    }
    add(
      'encryption-mismatch',
      'suspicious',
      'The archive says that this member is encrypted, and it is not, which makes some scanners skip it.',
    );
  }
  if (entry.method === 0) return { content: packedBytes, findings };
  const unpack = methods[entry.method]?.(entry.size);
  if (!unpack) {
    add(
      'unknown-method',
      'unknown',
      'This member is packed in a way that is not read here, so what it holds is not known.',
    );
    return { findings };
  }
  let sum = 0;
  const content = await unpackWithin(budget, unpack, packedBytes, {
    limit: entry.size,
    tell: (piece) => (sum = crc32(piece, sum)),
  });
  if (!content) return { findings: [...findings, notReadOn(entry.offset, name)] };
  const { error } = content;
  if (error?.code !== 'too-large' && error)
    add('broken-member', 'unknown', 'This member cannot be unpacked to its end. Download the file again.');
  else if (error && content.size < entry.size) findings.push(notReadOn(entry.offset, name));
  else if (error)
    add('bomb', 'unknown', 'This member unpacks to more bytes than the archive says, so it was not read to its end.');
  if (entry.size > smallMember && entry.size > entry.packedSize * usualRatio)
    add(
      'bomb',
      'suspicious',
      `This member unpacks to ${entry.size} bytes from ${entry.packedSize}, which can fill memory or disk.`,
    );
  return { content, findings, ...(!error && { sum }) };
}
