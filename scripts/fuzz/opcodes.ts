import { opcodes } from '../../src/weights/pickle/opcodes';
import type { Random } from './random';

const bytes = [...opcodes.keys()];
const names = [
  'os',
  'system',
  'builtins',
  'getattr',
  'collections',
  'OrderedDict',
  'numpy',
  'core',
  '__setstate__',
  'joblib.numpy_pickle',
  'NumpyArrayWrapper',
  'a',
];
/** What honest streams are full of; the others come by chance. */
const common = [
  0x28, 0x5d, 0x7d, 0x29, 0x4b, 0x8c, 0x94, 0x68, 0x71, 0x85, 0x86, 0x74, 0x75, 0x73, 0x61, 0x65, 0x62, 0x52, 0x81,
  0x63, 0x93, 0x4e,
];

/** A stream of opcodes with operands that fit, which keeps most of what it needs on its stack. */
export function opcodeStream(random: Random): Uint8Array {
  const stream: number[] = [0x80, random.below(6)];
  for (let left = random.of([8, 40, 200, 2000]); left > 0; left--) {
    const opcode = random.of(random.below(4) === 0 ? bytes : common);
    stream.push(opcode, ...operandOf(opcode, random));
  }
  return Uint8Array.from([...stream, 0x2e]);
}

function operandOf(opcode: number, random: Random): readonly number[] {
  const { operand } = opcodes.get(opcode)!;
  switch (operand.kind) {
    case 'none':
      return [];
    case 'bytes':
      return Array.from({ length: operand.length }, (_, at) =>
        at === 0 ? random.below(20) : random.of([0, 0, 0, 255]),
      );
    case 'counted': {
      const text = Buffer.from(random.of(names));
      return [...Array.from({ length: operand.lengthBytes }, (_, at) => (at === 0 ? text.length : 0)), ...text];
    }
    case 'lines':
      return operand.patterns.flatMap(() => [...Buffer.from(`${random.of([...names, "'x'", '1', '00', '2L'])}\n`)]);
  }
}
