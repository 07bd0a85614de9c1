import { constants, gunzipSync, inflateSync } from 'node:zlib';
import { isPackedCode } from '../code-text';
import { layout } from './widths';

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const longestOpening = 220;
const longestDecoded = 1 << 20;

/** The beginning of a pickle without a protocol number: names of a module and of something in it. */
const importFirst =
  /^\(*(?:[ci][A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n|(?:\x8c[^]|X[^]\0\0\0)[A-Za-z_][\w.]*\x94?(?:\x8c[^]|X[^]\0\0\0)[A-Za-z_][\w.]*\x94?\x93)/;

/** Whether the bytes from `start` on begin like a pickle or a zip archive. */
export function beginsLikePickle(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start]!;
  if (first === 0x80) return bytes[start + 1]! <= 5 && layout[bytes[start + 2] ?? 0] !== 0;
  if (first === 0x50) return zipMark.every((byte, at) => bytes[start + at] === byte);
  if (first === 0x8c || first === 0x58) return hasImport(bytes, start);
  if (first !== 0x63 && first !== 0x69 && first !== 0x28) return false;
  const end = bytes.subarray(start, start + longestOpening).indexOf(10);
  return end > 1 && hasImport(bytes, start);
}

function hasImport(bytes: Uint8Array, start: number): boolean {
  return importFirst.test(new TextDecoder('latin1').decode(bytes.subarray(start, start + longestOpening)));
}

/**
 * The pickle or archive that bytes or a text stand for: compressed (zlib, gzip), in hexadecimal digits, in Base64, with escapes
 * (STRING, UNICODE), or in UTF-8. `undefined` where they do not look so.
 */
export function unwrapped(bytes: Uint8Array, start: number, length: number): Uint8Array | undefined {
  const [first, second] = [bytes[start]!, bytes[start + 1]!];
  if ((first === 0x78 && zlibFlags.has(second)) || (first === 0x1f && second === 0x8b))
    return pickleIn(inflated(bytes.subarray(start, start + Math.min(length, longestDecoded))));
  const isQuoted = first === 0x27 || first === 0x22;
  const from = isQuoted ? start + 1 : start;
  const lead = bytes[from]!;
  if (isWordByte[lead] === 1 && second !== 0xc2 && second !== 0xc3) {
    const words = bytes.subarray(from, start + Math.min(length, longestDecoded));
    return pickleInDigits(words) ?? pickleInBase64(words);
  }
  const isUtf8 = (first === 0xc2 && second === 0x80) || isPackedAsUtf8(bytes.subarray(start, start + 3));
  const isEscaped = lead === 0x5c && (bytes[from + 1] === 0x78 || bytes[from + 1] === 0x75);
  if (!isUtf8 && !isEscaped && !isQuoted) return undefined;
  const head = bytes.subarray(start, start + Math.min(length, longestDecoded));
  const text = new TextDecoder(isUtf8 ? 'utf-8' : 'latin1').decode(isQuoted ? head.subarray(1, -2) : head);
  return unpacked(Uint8Array.from(isUtf8 ? text : unescaped(text), (character) => character.charCodeAt(0) & 0xff));
}

/** Compressed bytes as a text of Latin-1, which protocol 2 makes of all bytes. */
function isPackedAsUtf8([first, second, third = 0]: Uint8Array): boolean {
  return (
    (first === 0x78 && second === 0xc2 && third === 0x9c) ||
    (first === 0x78 && second === 0xc3 && third === 0x9a) ||
    (first === 0x1f && second === 0xc2 && third === 0x8b)
  );
}

const shortestCode = 24;
const readOfCode = 1 << 16;

/** Whether a text is a program in Base64. */
export function isCodeInBase64(bytes: Uint8Array, start: number, length: number): boolean {
  if (length < shortestCode || start + shortestCode > bytes.length) return false;
  for (let at = start; at < start + shortestCode; at++) if (isBase64[bytes[at]!] === 0) return false;
  return isPackedCode(new TextDecoder('latin1').decode(bytes.subarray(start, start + Math.min(length, readOfCode))));
}

const isBase64 = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  isBase64[letter.charCodeAt(0)] = 1;

const zlibFlags: ReadonlySet<number> = new Set([0x01, 0x5e, 0x9c, 0xda]);

/** Letters and digits that a pickle, an archive or compressed bytes begin with once they are written as a text. */
const isWordByte = new Uint8Array(256);
for (const letter of '0123456789gYKaUejXHk') isWordByte[letter.charCodeAt(0)] = 1;

const mostTried = 64;

function pickleInDigits(words: Uint8Array): Uint8Array | undefined {
  const text = (length: number): string => new TextDecoder('latin1').decode(words.subarray(0, length));
  if (!/^(?:[0-9a-fA-F]{2}){8}/.test(text(mostTried))) return undefined;
  const [digits = ''] = /^(?:[0-9a-fA-F]{2})+/.exec(text(words.length)) ?? [];
  return unpacked(Uint8Array.from(Buffer.from(digits, 'hex')));
}

function pickleInBase64(words: Uint8Array): Uint8Array | undefined {
  const head = new TextDecoder('latin1').decode(words.subarray(0, mostTried));
  if (!/^[\w+/-]{16}/.test(head)) return undefined;
  const start = Uint8Array.from(Buffer.from(head, 'base64'));
  if (!beginsLikePickle(start, 0) && !isCompressed(start)) return undefined;
  return unpacked(Uint8Array.from(Buffer.from(new TextDecoder('latin1').decode(words), 'base64')));
}

function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  return pickleIn(isCompressed(bytes) ? inflated(bytes) : bytes);
}

function isCompressed([first, second = 0]: Uint8Array): boolean {
  return (first === 0x78 && zlibFlags.has(second)) || (first === 0x1f && second === 0x8b);
}

/** Up to a bound, or nothing where it cannot be unpacked. */
function inflated(bytes: Uint8Array): Uint8Array {
  try {
    const options = { maxOutputLength: longestDecoded, finishFlush: constants.Z_SYNC_FLUSH };
    return bytes[0] === 0x1f ? gunzipSync(bytes, options) : inflateSync(bytes, options);
  } catch {
    return new Uint8Array(0);
  }
}

function pickleIn(bytes: Uint8Array): Uint8Array | undefined {
  return bytes.length > 0 && beginsLikePickle(bytes, 0) ? bytes : undefined;
}

function unescaped(text: string): string {
  return text
    .replace(/\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2}))/g, (_, a?: string, b?: string) =>
      String.fromCharCode(parseInt((a ?? b)!, 16)),
    )
    .replaceAll('\\n', '\n');
}
