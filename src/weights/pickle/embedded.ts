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
 * The bytes that a text stands for where it is a pickle written as text: with escapes (STRING, UNICODE), or in UTF-8.
 * `undefined` where it does not look so.
 */
export function bytesOfText(bytes: Uint8Array, start: number, length: number): Uint8Array | undefined {
  const head = bytes.subarray(start, start + Math.min(length, longestDecoded));
  const quote = head[0] === 0x27 || head[0] === 0x22 ? 1 : 0;
  const isUtf8 = head[0] === 0xc2 && head[1] === 0x80;
  const isEscaped = head[quote] === 0x5c && (head[quote + 1] === 0x78 || head[quote + 1] === 0x75);
  if (!isUtf8 && !isEscaped && quote === 0) return undefined;
  const text = new TextDecoder(isUtf8 ? 'utf-8' : 'latin1').decode(quote ? head.subarray(1, -2) : head);
  const plain = isUtf8
    ? text
    : text
        .replace(/\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2}))/g, (_, a?: string, b?: string) =>
          String.fromCharCode(parseInt((a ?? b)!, 16)),
        )
        .replaceAll('\\n', '\n');
  const decoded = Uint8Array.from(plain, (character) => character.charCodeAt(0) & 0xff);
  return decoded.length > 0 && beginsLikePickle(decoded, 0) ? decoded : undefined;
}
