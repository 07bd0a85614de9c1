import { ascii, ByteError, Cursor } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { chatTemplate } from '../chat-template';
import { notReadOn, type ScanContext } from '../scan-context';

const firstWindow = 1 << 20;
const longestHeader = 1 << 27;
const mostTensors = 1_000_000;
const mostPairs = 100_000;
const longestName = 65_535;
const longestText = 1 << 27;
const mostDimensions = 4;
const arrayType = 9;
const textType = 8;
const sizes: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];
const templateKey = /^tokenizer\.chat_template(?:\.|$)/;

/** Elements and bytes of one block, by the number of a tensor's type: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
const blocks: Readonly<Record<number, readonly [number, number] | undefined>> = {
  ...{ 0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 9: [32, 36] },
  ...{ 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176], 14: [256, 210], 15: [256, 292] },
  ...{ 24: [1, 1], 25: [1, 2], 26: [1, 4], 27: [1, 8], 28: [1, 8], 30: [1, 2] },
};

/** Reads the whole header of a GGUF file: its pairs, its tensors, and the chat templates. The tensors themselves are never read. */
export async function scanGguf(source: ByteSource, context: ScanContext): Promise<readonly ScanFinding[]> {
  for (let length = firstWindow; ; length *= 4) {
    const wanted = Math.min(length, source.size);
    if (length > longestHeader * 4 || !context.budget.take(wanted)) return [notReadOn(0)];
    const bytes = await source.read(0, wanted);
    try {
      return headerFindings(bytes, source.size);
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      if (error.code === 'truncated' && bytes.length < source.size) continue;
      return [broken(error.code, error.offset)];
    }
  }
}

function headerFindings(bytes: Uint8Array, size: number): readonly ScanFinding[] {
  const cursor = new Cursor(bytes, 0, bytes[4] !== 0);
  cursor.expect(ascii('GGUF'));
  const version = cursor.u32();
  if (version < 1 || version > 3) throw new ByteError('bad-magic', 4);
  const count = (limit: number): number => {
    const value = version === 1 ? cursor.u32() : cursor.count(limit);
    if (value > limit) throw new ByteError('absurd-length', cursor.offset);
    return value;
  };
  const findings: ScanFinding[] = [];
  const tensors = count(mostTensors);
  const pairs = count(mostPairs);
  const keys = new Set<string>();
  let alignment = 32;
  for (let pair = 0; pair < pairs; pair++) {
    const at = cursor.offset;
    const key = cursor.text(count(longestName));
    if (keys.has(key)) findings.push(broken('duplicate-key', at));
    keys.add(key);
    const type = cursor.u32();
    if (type === arrayType) skipArray(cursor, count);
    else if (type === textType) {
      const value = cursor.text(count(longestText));
      if (templateKey.test(key)) findings.push(...chatTemplate(value, key).map((found) => ({ ...found, offset: at })));
    } else if (key === 'general.alignment' && type === 4) alignment = cursor.u32();
    else cursor.skip(sizes[type] ?? fail(cursor));
  }
  if (alignment === 0 || (alignment & (alignment - 1)) !== 0) return [...findings, broken('bad-alignment', 0)];
  const ends = tensorEnds(cursor, tensors, count);
  const data = Math.ceil(cursor.offset / alignment) * alignment;
  const last = ends.reduce((most, end) => Math.max(most, end), 0);
  if (data + last > size && tensors > 0) findings.push(broken('truncated', cursor.offset));
  return findings;
}

/** Where each tensor ends in the data, as far as its type is known. */
function tensorEnds(cursor: Cursor, tensors: number, count: (limit: number) => number): readonly number[] {
  const ends: number[] = [];
  const names = new Set<string>();
  for (let tensor = 0; tensor < tensors; tensor++) {
    const at = cursor.offset;
    const name = cursor.text(count(longestName));
    const dimensions = cursor.u32();
    if (names.has(name) || dimensions > mostDimensions) throw new ByteError('bad-magic', at);
    names.add(name);
    let elements = 1;
    for (let dimension = 0; dimension < dimensions; dimension++) elements *= count(Number.MAX_SAFE_INTEGER);
    const block = blocks[cursor.u32()];
    const offset = cursor.count(Number.MAX_SAFE_INTEGER);
    const size = block ? (elements / block[0]) * block[1] : 0;
    if (!Number.isSafeInteger(elements) || !Number.isSafeInteger(size)) throw new ByteError('absurd-length', at);
    ends.push(offset + size);
  }
  return ends;
}

function skipArray(cursor: Cursor, count: (limit: number) => number): void {
  const type = cursor.u32();
  const items = count(longestText);
  const size = sizes[type];
  if (size !== undefined) return cursor.skip(items * size);
  if (type !== textType) throw new ByteError('bad-magic', cursor.offset);
  for (let item = 0; item < items; item++) cursor.skip(count(longestText));
}

function fail(cursor: Cursor): never {
  throw new ByteError('bad-magic', cursor.offset);
}

function broken(code: string, offset: number): ScanFinding {
  return {
    code: `gguf/${code}`,
    verdict: 'unknown',
    message: 'The header of this file contradicts itself or the size of the file. Download it again.',
    offset,
  };
}
