import { readLiteral } from './literal';
import { opcodes } from './opcodes';
import { namesAt } from './names-at';
import { layout, layouts, u32, width } from './widths';

const mostLines = 100_000;
const longestShown = 80;

const deepest = 20;

/**
 * The opcodes of a pickle for people, a line each: offset, opcode, argument, and the name that it imports or calls; what lies
 * above a mark stands further in. The last line says where the pickle breaks off.
 */
export function listing(bytes: Uint8Array): readonly string[] {
  const names = namesAt(bytes);
  const lines: string[] = [];
  let marks = 0;
  let at = 0;
  while (at < bytes.length) {
    if (lines.length >= mostLines) return [...lines, `${at}: … (the listing ends here)`];
    const opcode = opcodes.get(bytes[at]!);
    const next = opcode ? endOf(bytes, at) : Infinity;
    if (!opcode || next > bytes.length) return [...lines, `${at}: ${opcode ? `${opcode.name} is cut` : 'no opcode'}`];
    if (opcode.pops === 'mark') marks = Math.max(0, marks - 1);
    const indent = '  '.repeat(Math.min(marks, deepest));
    const name = opcode.name === 'GLOBAL' ? undefined : names.get(at);
    const words = [opcode.name, argument(bytes, at, next), name === undefined ? '' : `→ ${name}`].filter(Boolean);
    lines.push(`${at}: ${indent}${words.join(' ')}`);
    if (opcode.name === 'MARK') marks++;
    if (opcode.name === 'STOP') marks = 0;
    at = next;
  }
  return lines;
}

/** Behind the opcode at `at` and its operand; `Infinity` where they are cut. */
export function endOf(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  const end = at + width[byte]!;
  if (end > bytes.length) return Infinity;
  switch (layout[byte]!) {
    case layouts.counted1:
      return end + bytes[at + 1]!;
    case layouts.counted4:
      return end + u32(bytes, at + 1);
    case layouts.counted8:
      return end + u32(bytes, at + 1) + u32(bytes, at + 5) * 2 ** 32;
    case layouts.lines:
      return behindLines(bytes, at + 1, byte === 0x63 || byte === 0x69 ? 2 : 1);
    default:
      return end;
  }
}

function behindLines(bytes: Uint8Array, at: number, lines: number): number {
  let end = at;
  for (let line = 0; line < lines; line++) {
    const feed = bytes.indexOf(10, end);
    if (feed < 0) return Infinity;
    end = feed + 1;
  }
  return end;
}

function argument(bytes: Uint8Array, at: number, next: number): string {
  const value = readLiteral(bytes, at);
  if (value instanceof Uint8Array) return `${next - at - width[bytes[at]!]!} bytes`;
  if (typeof value === 'string')
    return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
  if (value !== undefined) return [0x4e, 0x88, 0x89].includes(bytes[at]!) ? '' : String(value);
  if (layout[bytes[at]!] === layouts.lines)
    return new TextDecoder('latin1')
      .decode(bytes.subarray(at + 1, next - 1))
      .replaceAll('\n', ' ')
      .slice(0, longestShown);
  const length = next - at - 1;
  return length === 1 ? String(bytes[at + 1]) : length >= 4 ? String(u32(bytes, at + 1)) : '';
}
