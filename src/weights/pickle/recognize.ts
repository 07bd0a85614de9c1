import { ByteError, Cursor, startsWith } from '../../bytes/cursor';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { opcodes, type Opcode, type Operand } from './opcodes';

/** Python pickles: https://docs.python.org/3/library/pickletools.html. Opcodes are listed one by one; nothing is ever built or run. */

const protoByte = 0x80;
const newestProtocol = 5;
const mostOpcodes = 2000;
const fewestOpcodes = 20;
const lineFeed = 10;
const longestLine = 4096;

/** The number that files of `torch.save` before 1.6 begin with, pickled. */
const torchMagic = Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e);

const imports: ReadonlySet<string> = new Set(['GLOBAL', 'STACK_GLOBAL', 'INST']);
const calls: ReadonlySet<string> = new Set(['REDUCE', 'OBJ', 'INST', 'NEWOBJ', 'NEWOBJ_EX', 'BUILD']);

interface Walk {
  /** `stopped` at STOP; `unfinished` where the window or the limit ended first; `broken` where it is no pickle any more. */
  readonly end: 'stopped' | 'unfinished' | 'broken';
  readonly opcodes: number;
  readonly imports: boolean;
  /** Something was called: what follows no longer matters to whoever loads it. */
  readonly calls: boolean;
  /** Bytes behind STOP, as far as they were read. */
  readonly rest: number;
}

/** Whether a file begins with a pickle. Protocols before 2 have no magic: there the opcodes have to make sense. */
export function pickle(file: WeightFile): Recognized | undefined {
  const { head, source } = file;
  if (startsWith(head, torchMagic)) return { format: 'torch-legacy' };
  const hasProtocol = head[0] === protoByte && head.length > 1 && head[1]! <= newestProtocol;
  const walk = walkOpcodes(head, head.length < source.size);
  if (!isPickle(walk, hasProtocol, hasEnding(file, '.pkl', '.pickle', '.p', '.pk', '.dill', '.joblib')))
    return undefined;
  const isJoblib = new TextDecoder('latin1').decode(head).includes('joblib.numpy_pickle');
  return { format: isJoblib ? 'joblib' : 'pickle', metadata: { protocol: hasProtocol ? String(head[1]) : '0 or 1' } };
}

function isPickle(walk: Walk, hasProtocol: boolean, isNamed: boolean): boolean {
  if (walk.imports && (walk.calls || isNamed)) return true;
  if (walk.end === 'stopped') return hasProtocol || walk.rest === 0 || walk.imports || isNamed;
  return walk.opcodes >= (hasProtocol ? 3 : fewestOpcodes) && (walk.end === 'unfinished' || hasProtocol);
}

/** Follows the opcodes with a stack of which only the depth is kept. */
function walkOpcodes(head: Uint8Array, isWindow: boolean): Walk {
  const cursor = new Cursor(head);
  const seen = { opcodes: 0, imports: false, calls: false };
  const marks: number[] = [];
  let depth = 0;
  const done = (end: Walk['end']): Walk => ({ ...seen, end, rest: cursor.left });
  try {
    while (cursor.left > 0) {
      if (seen.opcodes >= mostOpcodes) return done('unfinished');
      const opcode = opcodes.get(cursor.u8());
      if (!opcode || !passOperand(cursor, opcode.operand)) return done('broken');
      const after = depthAfter(opcode, depth, marks);
      if (after === undefined) return done('broken');
      depth = after;
      seen.opcodes++;
      seen.imports ||= imports.has(opcode.name);
      seen.calls ||= calls.has(opcode.name);
      if (opcode.name === 'STOP') return done('stopped');
    }
    return done(isWindow ? 'unfinished' : 'broken');
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return done(isWindow && error.code === 'truncated' ? 'unfinished' : 'broken');
  }
}

/** The depth of the stack behind an opcode; `undefined` where it takes more than there is. */
function depthAfter({ name, pops, pushes, keeps }: Opcode, depth: number, marks: number[]): number | undefined {
  if (name === 'MARK') {
    marks.push(depth);
    return depth;
  }
  if (name === 'POP' && marks.at(-1) === depth) return marks.pop();
  const base = pops === 'mark' ? marks.pop() : depth - pops;
  return base === undefined || base < keeps ? undefined : base + pushes;
}

function passOperand(cursor: Cursor, operand: Operand): boolean {
  switch (operand.kind) {
    case 'none':
      return true;
    case 'bytes':
      cursor.skip(operand.length);
      return true;
    case 'lines':
      return operand.patterns.every((pattern) => pattern.test(readLine(cursor)));
    case 'counted':
      cursor.skip(
        operand.lengthBytes === 1 ? cursor.u8() : operand.lengthBytes === 4 ? cursor.u32() : Number(cursor.u64()),
      );
      return true;
  }
}

function readLine(cursor: Cursor): string {
  const start = cursor.bytes.length - cursor.left;
  const end = cursor.bytes.indexOf(lineFeed, start);
  const length = end < 0 ? cursor.left + 1 : end - start;
  if (length > longestLine) throw new ByteError(end < 0 ? 'truncated' : 'absurd-length', cursor.offset);
  const line = cursor.text(length);
  cursor.skip(1);
  return line;
}
