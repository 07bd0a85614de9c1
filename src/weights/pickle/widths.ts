import { opcodes } from './opcodes';

/** How what follows an opcode is found: `fixed` bytes, `counted` bytes behind a length, or `lines`. */
export const layouts = { unknown: 0, fixed: 1, counted1: 2, counted4: 3, counted8: 4, lines: 5 } as const;

/** By opcode: its layout. */
export const layout = new Uint8Array(256);

/** By opcode: how many bytes have to be there before anything can be told: itself, and its operand or the length of that. */
export const width = new Uint8Array(256).fill(1);

/** By opcode: 1 where all it does is to push what stands written behind it. */
export const isLiteral = new Uint8Array(256);

const literals: ReadonlySet<string> = new Set([
  ...[
    'INT',
    'BININT',
    'BININT1',
    'BININT2',
    'LONG',
    'LONG1',
    'LONG4',
    'FLOAT',
    'BINFLOAT',
    'NONE',
    'NEWTRUE',
    'NEWFALSE',
  ],
  ...['STRING', 'BINSTRING', 'SHORT_BINSTRING', 'UNICODE', 'BINUNICODE', 'SHORT_BINUNICODE', 'BINUNICODE8'],
  ...['BINBYTES', 'SHORT_BINBYTES', 'BINBYTES8', 'BYTEARRAY8'],
]);

for (const [byte, { name, operand }] of opcodes) {
  if (literals.has(name)) isLiteral[byte] = 1;
  switch (operand.kind) {
    case 'none':
      layout[byte] = layouts.fixed;
      break;
    case 'bytes':
      layout[byte] = layouts.fixed;
      width[byte] = 1 + operand.length;
      break;
    case 'counted':
      layout[byte] =
        operand.lengthBytes === 1 ? layouts.counted1 : operand.lengthBytes === 4 ? layouts.counted4 : layouts.counted8;
      width[byte] = 1 + operand.lengthBytes;
      break;
    case 'lines':
      layout[byte] = layouts.lines;
  }
}

/** A little-endian number of four bytes. */
export function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** As Python reads a number: with a sign, spaces and underscores. −1 where it is none, or is absurd. */
export function indexIn(line: string): number {
  const [, digits] = /^\+?(\d+(?:_\d+)*)$/.exec(line.trim()) ?? [];
  const index = digits === undefined ? NaN : Number(digits.replaceAll('_', ''));
  return Number.isSafeInteger(index) ? index : -1;
}

/** The length that stands at `at`, in so many bytes as the layout says. */
export function countAt(bytes: Uint8Array, at: number, kind: number): number {
  if (kind === layouts.counted1) return bytes[at]!;
  return kind === layouts.counted4 ? u32(bytes, at) : u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
}

/** Whether the line from `from` to `end` can stand behind its opcode, as far as its letters tell: a number, or a text in quotes. */
export function isLineOf(opcode: number, bytes: Uint8Array, from: number, end: number): boolean {
  if (opcode === 0x56) return true; // UNICODE
  if (opcode === 0x53) {
    // STRING
    const last = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
    return last > from && (bytes[from] === 0x27 || bytes[from] === 0x22) && bytes[last] === bytes[from];
  }
  const letters = opcode === 0x46 ? inFloat : inInteger;
  for (let at = from; at < end; at++) if (letters[bytes[at]!] === 0) return false;
  return end > from;
}

const inInteger = lettersIn(' \t\r\v\f0123456789+-_xXoObBaAcCdDeEfFL');
const inFloat = lettersIn(' \t\r\v\f0123456789+-_.eEinfatyINFATY');

function lettersIn(text: string): Uint8Array {
  const letters = new Uint8Array(256);
  for (const letter of text) letters[letter.charCodeAt(0)] = 1;
  return letters;
}
