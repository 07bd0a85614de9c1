/** Small whole files of formats with a header, each with the length of that header. */

type Sample = readonly [Uint8Array, number];

const u16 = (value: number): readonly number[] => [value & 255, value >> 8];
const u32 = (value: number): readonly number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
const u64 = (value: number): readonly number[] => [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
const latin1 = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

/** One tensor, none, empty and scalar ones, metadata, padding. */
export function safetensorsSamples(): readonly Sample[] {
  return [
    safetensors({ w: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } }, 16),
    safetensors({ __metadata__: { format: 'pt', 'model "x"': 'a\\b' } }, 0),
    safetensors(
      {
        empty: { dtype: 'F16', shape: [0, 4], data_offsets: [0, 0] },
        one: { dtype: 'I64', shape: [], data_offsets: [0, 8] },
        two: { dtype: 'BOOL', shape: [3], data_offsets: [8, 11] },
      },
      11,
      '   ',
    ),
  ];
}

function safetensors(header: object, size: number, padding = ''): Sample {
  const text = JSON.stringify(header) + padding;
  return [Uint8Array.from([...u64(text.length), ...latin1(text), ...new Array<number>(size).fill(7)]), 8 + text.length];
}

/** Pairs alone; tensors of plain and of packed types; an alignment of its own. */
export function ggufSamples(): readonly Sample[] {
  const text = (value: string): readonly number[] => [...u64(value.length), ...latin1(value)];
  const pairs = [
    [...text('general.name'), ...u32(8), ...text('x')],
    [...text('general.alignment'), ...u32(4), ...u32(64)],
    [...text('tokens'), ...u32(9), ...u32(8), ...u64(2), ...text('a'), ...text('')],
    [...text('scores'), ...u32(9), ...u32(6), ...u64(1), ...u32(0)],
    [...text('on'), ...u32(7), 1],
  ];
  const tensor = (name: string, dimensions: readonly number[], type: number, offset: number): readonly number[] => [
    ...[...text(name), ...u32(dimensions.length), ...dimensions.flatMap(u64), ...u32(type), ...u64(offset)],
  ];
  const two = [tensor('a', [3], 0, 0), tensor('b', [32, 2], 2, 64)];
  return [gguf(pairs, [], 0, 32), gguf(pairs, two, 64 + 36, 64), gguf([], [tensor('a', [3], 0, 0)], 12, 32, 2)];
}

function gguf(
  pairs: readonly (readonly number[])[],
  tensors: readonly (readonly number[])[],
  size: number,
  alignment: number,
  version = 3,
): Sample {
  const header = [
    ...latin1('GGUF'),
    ...u32(version),
    ...u64(tensors.length),
    ...u64(pairs.length),
    ...pairs.flat(),
    ...tensors.flat(),
  ];
  const padding = tensors.length === 0 ? 0 : (alignment - (header.length % alignment)) % alignment;
  return [Uint8Array.from([...header, ...new Array<number>(padding + size).fill(0)]), header.length];
}

/** All versions; plain types, fields, repeated fields, texts, dates; no items and one. */
export function npySamples(): readonly Sample[] {
  return [
    npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", 24),
    npy(2, "{'descr': '|b1', 'fortran_order': True, 'shape': (0, 4), }", 0),
    npy(3, "{'descr': [('a', '<f4'), ('b', '<U3', (2,))], 'fortran_order': False, 'shape': (), }", 28),
    npy(1, "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,), }", 8),
  ];
}

function npy(version: number, header: string, size: number): Sample {
  const text = header.padEnd(90) + '\n';
  const length = version === 1 ? u16(text.length) : u32(text.length);
  const head = [0x93, ...latin1('NUMPY'), version, 0, ...length, ...latin1(text)];
  return [Uint8Array.from([...head, ...new Array<number>(size).fill(1)]), head.length];
}
