/** What follows an opcode: nothing, so many bytes, lines of text, or bytes behind a length of so many bytes. */
export type Operand =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'lines'; readonly patterns: readonly RegExp[] }
  | { readonly kind: 'counted'; readonly lengthBytes: 1 | 4 | 8 };

/** What an opcode takes from the stack: so many values, or all down to the mark. */
export interface Opcode {
  readonly name: string;
  readonly operand: Operand;
  readonly pops: number | 'mark';
  /** How many values it needs below what it takes, and leaves there. */
  readonly keeps: number;
  readonly pushes: number;
}

const none: Operand = { kind: 'none' };
const bytes = (length: number): Operand => ({ kind: 'bytes', length });
const counted = (lengthBytes: 1 | 4 | 8): Operand => ({ kind: 'counted', lengthBytes });
const line = (...patterns: readonly RegExp[]): Operand => ({ kind: 'lines', patterns });

/** As Python reads them: with spaces, signs and underscores. */
const integer = /^\s*[+-]?\d+(?:_\d+)*L?\s*$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+|inf|nan)(?:e[+-]?\d+)?\r?$/i;
const index = /^\s*\+?\d+(?:_\d+)*\s*$/;
const quoted = /^(?:'.*'|".*")\r?$/s;
const anything = /^/;
/** A module or attribute: names are matched as written, in any alphabet. */
const dotted = /^[^\s'"()[\]{},;]{1,256}\r?$/;

function opcode(name: string, operand: Operand, pops: number | 'mark', pushes: number, keeps = 0): Opcode {
  return { name, operand, pops, pushes, keeps };
}

/** All opcodes up to protocol 5, by their byte, after the table in CPython's `pickletools`. */
export const opcodes: ReadonlyMap<number, Opcode> = new Map([
  [0x28, opcode('MARK', none, 0, 0)],
  [0x29, opcode('EMPTY_TUPLE', none, 0, 1)],
  [0x2e, opcode('STOP', none, 1, 0)],
  [0x30, opcode('POP', none, 1, 0)],
  [0x31, opcode('POP_MARK', none, 'mark', 0)],
  [0x32, opcode('DUP', none, 0, 1, 1)],
  [0x42, opcode('BINBYTES', counted(4), 0, 1)],
  [0x43, opcode('SHORT_BINBYTES', counted(1), 0, 1)],
  [0x46, opcode('FLOAT', line(decimal), 0, 1)],
  [0x47, opcode('BINFLOAT', bytes(8), 0, 1)],
  [0x49, opcode('INT', line(integer), 0, 1)],
  [0x4a, opcode('BININT', bytes(4), 0, 1)],
  [0x4b, opcode('BININT1', bytes(1), 0, 1)],
  [0x4c, opcode('LONG', line(integer), 0, 1)],
  [0x4d, opcode('BININT2', bytes(2), 0, 1)],
  [0x4e, opcode('NONE', none, 0, 1)],
  [0x50, opcode('PERSID', line(anything), 0, 1)],
  [0x51, opcode('BINPERSID', none, 1, 1)],
  [0x52, opcode('REDUCE', none, 2, 1)],
  [0x53, opcode('STRING', line(quoted), 0, 1)],
  [0x54, opcode('BINSTRING', counted(4), 0, 1)],
  [0x55, opcode('SHORT_BINSTRING', counted(1), 0, 1)],
  [0x56, opcode('UNICODE', line(anything), 0, 1)],
  [0x58, opcode('BINUNICODE', counted(4), 0, 1)],
  [0x5d, opcode('EMPTY_LIST', none, 0, 1)],
  [0x61, opcode('APPEND', none, 1, 0, 1)],
  [0x62, opcode('BUILD', none, 1, 0, 1)],
  [0x63, opcode('GLOBAL', line(dotted, dotted), 0, 1)],
  [0x64, opcode('DICT', none, 'mark', 1)],
  [0x65, opcode('APPENDS', none, 'mark', 0, 1)],
  [0x67, opcode('GET', line(index), 0, 1)],
  [0x68, opcode('BINGET', bytes(1), 0, 1)],
  [0x69, opcode('INST', line(dotted, dotted), 'mark', 1)],
  [0x6a, opcode('LONG_BINGET', bytes(4), 0, 1)],
  [0x6c, opcode('LIST', none, 'mark', 1)],
  [0x6f, opcode('OBJ', none, 'mark', 1)],
  [0x70, opcode('PUT', line(index), 0, 0, 1)],
  [0x71, opcode('BINPUT', bytes(1), 0, 0, 1)],
  [0x72, opcode('LONG_BINPUT', bytes(4), 0, 0, 1)],
  [0x73, opcode('SETITEM', none, 2, 0, 1)],
  [0x74, opcode('TUPLE', none, 'mark', 1)],
  [0x75, opcode('SETITEMS', none, 'mark', 0, 1)],
  [0x7d, opcode('EMPTY_DICT', none, 0, 1)],
  [0x80, opcode('PROTO', bytes(1), 0, 0)],
  [0x81, opcode('NEWOBJ', none, 2, 1)],
  [0x82, opcode('EXT1', bytes(1), 0, 1)],
  [0x83, opcode('EXT2', bytes(2), 0, 1)],
  [0x84, opcode('EXT4', bytes(4), 0, 1)],
  [0x85, opcode('TUPLE1', none, 1, 1)],
  [0x86, opcode('TUPLE2', none, 2, 1)],
  [0x87, opcode('TUPLE3', none, 3, 1)],
  [0x88, opcode('NEWTRUE', none, 0, 1)],
  [0x89, opcode('NEWFALSE', none, 0, 1)],
  [0x8a, opcode('LONG1', counted(1), 0, 1)],
  [0x8b, opcode('LONG4', counted(4), 0, 1)],
  [0x8c, opcode('SHORT_BINUNICODE', counted(1), 0, 1)],
  [0x8d, opcode('BINUNICODE8', counted(8), 0, 1)],
  [0x8e, opcode('BINBYTES8', counted(8), 0, 1)],
  [0x8f, opcode('EMPTY_SET', none, 0, 1)],
  [0x90, opcode('ADDITEMS', none, 'mark', 0, 1)],
  [0x91, opcode('FROZENSET', none, 'mark', 1)],
  [0x92, opcode('NEWOBJ_EX', none, 3, 1)],
  [0x93, opcode('STACK_GLOBAL', none, 2, 1)],
  [0x94, opcode('MEMOIZE', none, 0, 0, 1)],
  [0x95, opcode('FRAME', bytes(8), 0, 0)],
  [0x96, opcode('BYTEARRAY8', counted(8), 0, 1)],
  [0x97, opcode('NEXT_BUFFER', none, 0, 1)],
  [0x98, opcode('READONLY_BUFFER', none, 1, 1)],
]);
