import { ByteError } from './cursor';
import type { ByteSource } from './source';

/** An entry of a tar archive. */
export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'link' | 'hard-link' | 'folder' | 'device' | 'other';
  /** Where a link leads, from its own folder on; a hard link from that of the archive. */
  readonly target: string;
  /** Where its content begins, and how long it is, in bytes. */
  readonly offset: number;
  readonly size: number;
  /** What the entry's own block says of its size, where an extended header before it says otherwise. */
  readonly otherSize?: number;
}

const blockSize = 512;
const longestExtension = 1 << 20;
/** Of an extended header, what is heeded. */
const heeded: ReadonlySet<string> = new Set(['path', 'linkpath', 'size']);

/** By the letter in an entry's block. */
const kinds: Readonly<Record<string, TarEntry['kind'] | undefined>> = {
  ...{ '\0': 'file', '0': 'file', '7': 'file', '1': 'hard-link', '2': 'link', '5': 'folder', D: 'folder' },
  ...{ '3': 'device', '4': 'device', '6': 'device' },
};

/** Whether a file begins with the block of an entry: its checksum is right. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= blockSize && isSummed(head.subarray(0, blockSize));
}

/**
 * The entries of a tar archive one by one, with the long names and sizes of GNU and POSIX. Fails with a `ByteError` where the
 * archive breaks off. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export async function* tarEntries(source: ByteSource): AsyncGenerator<TarEntry> {
  let offset = 0;
  const common = new Map<string, string>();
  const own = new Map<string, string>();
  for (;;) {
    const block = await source.read(offset, blockSize);
    if (block.length < blockSize) throw new ByteError('truncated', offset);
    if (block.every((byte) => byte === 0)) return;
    if (!isSummed(block)) throw new ByteError('wrong-checksum', offset);
    const letter = String.fromCharCode(block[156]!);
    const stated = number(block.subarray(124, 136), offset);
    const content = offset + blockSize;
    const extended = (key: string): string | undefined => own.get(key) ?? common.get(key);
    const isExtension = /^[xgLKXS]$/.test(letter);
    const size = isExtension ? stated : sizeOf(extended('size'), stated, offset);
    if (content + size > source.size) throw new ByteError('truncated', source.size);
    offset = content + Math.ceil(size / blockSize) * blockSize;
    if (letter === 'S') throw new ByteError('unsupported', content - blockSize);
    if (isExtension) {
      if (size > longestExtension) throw new ByteError('too-large', content);
      const bytes = await source.read(content, size);
      if (letter === 'L') own.set('path', terminated(bytes));
      else if (letter === 'K') own.set('linkpath', terminated(bytes));
      else for (const [key, value] of records(bytes, content)) (letter === 'g' ? common : own).set(key, value);
      continue;
    }
    const prefix = terminated(block.subarray(257, 262)) === 'ustar' ? terminated(block.subarray(345, 500)) : '';
    const short = terminated(block.subarray(0, 100));
    const name = extended('path') ?? (prefix === '' ? short : `${prefix}/${short}`);
    yield {
      name,
      kind: kinds[letter] ?? 'other',
      target: extended('linkpath') ?? terminated(block.subarray(157, 257)),
      ...{ offset: content, size },
      ...(size !== stated && stated !== 0 && { otherSize: stated }),
    };
    own.clear();
  }
}

/** The sum of a block's bytes stands in it, and counts as blanks. */
function isSummed(block: Uint8Array): boolean {
  const stated = octal(block.subarray(148, 156));
  let sum = 8 * 0x20;
  for (let at = 0; at < blockSize; at++) if (at < 148 || at >= 156) sum += block[at]!;
  return stated === sum && block[0] !== 0;
}

/** In octal digits, or of GNU as a number whose highest bit is set. */
function number(field: Uint8Array, offset: number): number {
  const value =
    field[0]! & 0x80 ? field.subarray(1).reduce((sum, byte) => sum * 256 + byte, field[0]! & 0x7f) : octal(field);
  if (!Number.isSafeInteger(value) || value < 0) throw new ByteError('absurd-length', offset);
  return value;
}

/** NaN where other letters stand among the digits. */
function octal(field: Uint8Array): number {
  const digits = terminated(field).trim() || '0';
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
}

function sizeOf(text: string | undefined, stated: number, offset: number): number {
  if (text === undefined) return stated;
  const size = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(size)) throw new ByteError('absurd-length', offset);
  return size;
}

/** What is heeded of an extended header: lines such as `27 path=a/long/name`, each with its length. */
function* records(bytes: Uint8Array, base: number): Generator<readonly [string, string]> {
  for (let at = 0; at < bytes.length;) {
    const [, digits] = /^(\d{1,7}) /.exec(new TextDecoder('latin1').decode(bytes.subarray(at, at + 9))) ?? [];
    const length = Number(digits);
    if (digits === undefined || length <= digits.length + 1 || at + length > bytes.length)
      throw new ByteError('bad-magic', base + at);
    const text = new TextDecoder().decode(bytes.subarray(at + digits.length + 1, at + length - 1));
    const equals = text.indexOf('=');
    const key = text.slice(0, equals);
    if (heeded.has(key)) yield [key, text.slice(equals + 1)];
    at += length;
  }
}

function terminated(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
