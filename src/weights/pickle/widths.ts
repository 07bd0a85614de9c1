import { opcodes } from './opcodes';

/** How what follows an opcode is found: `fixed` bytes, `counted` bytes behind a length, or `lines`. */
export const layouts = { unknown: 0, fixed: 1, counted1: 2, counted4: 3, counted8: 4, lines: 5 } as const;

/** By opcode: its layout. */
export const layout = new Uint8Array(256);

/** By opcode: how many bytes have to be there before anything can be told: itself, and its operand or the length of that. */
export const width = new Uint8Array(256).fill(1);

/** By opcode: 1 where all it does is to push what stands written behind it. */
export const isLiteral = new Uint8Array(256);

/** By opcode: 1 where it is a text in UTF-8. */
export const isText = new Uint8Array(256);

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
  if (name.includes('BINUNICODE')) isText[byte] = 1;
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
