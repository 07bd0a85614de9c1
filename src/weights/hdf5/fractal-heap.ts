import { ascii, ByteError } from '../../bytes/cursor';
import { records } from './btree2';
import { verify } from './checksum';
import { Fields, widthOf } from './fields';
import type { Hdf5File } from './file';

/** A piece of the heap's address space, and where in the file it lies. */
interface DirectBlock {
  readonly offset: number;
  readonly bytes: Fields;
}

interface Heap {
  readonly address: number;
  /** How many bytes an offset in the heap takes. */
  readonly offsetWidth: number;
  readonly lengthWidth: number;
  readonly idLength: number;
  readonly largestDirect: number;
  readonly firstBlock: number;
  readonly tableWidth: number;
  readonly isSummed: boolean;
  readonly hugeTree: number | undefined;
}

const heapMark = ascii('FRHP');
const directMark = ascii('FHDB');
const gapsMark = ascii('FSHD');
const indirectMark = ascii('FHIB');
const mostBlocks = 100_000;
const mostRows = 64;

/** Finds objects in a heap by their ids. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#FractalHeap */
export class FractalHeap {
  #huge: Promise<ReadonlyMap<number, Fields>> | undefined;

  private constructor(
    private readonly file: Hdf5File,
    private readonly heap: Heap,
    private readonly blocks: readonly DirectBlock[],
  ) {}

  /** Reads the blocks of the heap at an address; fails with a `ByteError`, `unsupported` where its blocks are packed. */
  static async at(file: Hdf5File, address: number): Promise<FractalHeap> {
    const { address: wide, length } = file.superblock.widths;
    const head = await file.fields(address, 26 + 3 * wide + 12 * length);
    verify(head);
    head.expect(heapMark);
    head.version(0);
    const idLength = head.u16();
    if (head.u16() !== 0) throw new ByteError('unsupported', head.offset - 2);
    const isSummed = (head.u8() & 2) !== 0;
    const largestManaged = head.u32();
    head.length();
    const hugeTree = head.address();
    head.length();
    const gaps = head.address();
    head.skip(8 * length);
    const tableWidth = head.u16();
    const [firstBlock, largestDirect] = [head.length(), head.length()];
    const offsetBits = head.u16();
    head.skip(2);
    const root = head.address();
    const rows = head.u16();
    if (!isPowerOf2(tableWidth) || !isPowerOf2(firstBlock) || offsetBits > 64 || rows > mostRows)
      throw new ByteError('absurd-length', head.offset);
    const heap = {
      ...{ address, idLength, largestDirect, firstBlock, tableWidth, isSummed, hugeTree },
      offsetWidth: Math.ceil(offsetBits / 8),
      lengthWidth: widthOf(Math.min(largestDirect, largestManaged)),
    };
    if (gaps !== undefined) await checkGaps(file, gaps);
    const blocks: DirectBlock[] = [];
    if (root !== undefined && rows === 0) blocks.push(await directBlock(file, heap, root, 0, firstBlock));
    else if (root !== undefined) await indirectBlock(file, heap, root, 0, rows, blocks);
    return new FractalHeap(file, heap, blocks);
  }

  /** The object whose id comes next: in the heap's own blocks, alone elsewhere, or in the id itself. */
  async object(record: Fields): Promise<Fields> {
    const at = record.offset;
    const id = record.part(this.heap.idLength);
    const first = id.u8();
    const kind = first >> 4;
    if (kind === 0) return this.#managed(id.uint(this.heap.offsetWidth), id.uint(this.heap.lengthWidth), at);
    if (kind === 1) return this.#hugeObject(id);
    if (kind !== 2) throw new ByteError('unsupported', at);
    const isLong = this.heap.idLength - 1 > 16;
    return id.part((isLong ? ((first & 15) << 8) | id.u8() : first & 15) + 1);
  }

  #managed(offset: number, length: number, at: number): Fields {
    const block = this.#blockAt(offset);
    const start = block ? offset - block.offset : 0;
    if (!block || start + length > block.bytes.bytes.length) throw new ByteError('bad-magic', at);
    const { bytes, base, widths } = block.bytes;
    return new Fields(bytes.subarray(start, start + length), base + start, widths);
  }

  /** The last block that begins no later. */
  #blockAt(offset: number): DirectBlock | undefined {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return this.blocks[low - 1];
  }

  async #hugeObject(id: Fields): Promise<Fields> {
    const { address: wide, length } = this.file.superblock.widths;
    if (this.heap.idLength - 1 >= wide + length) return this.file.fields(id.somewhere(), id.length());
    this.#huge ??= hugeObjects(this.file, this.heap);
    const at = id.offset;
    const found = (await this.#huge).get(id.uint(Math.min(id.left, 8)));
    if (!found) throw new ByteError('bad-magic', at);
    return this.file.fields(found.somewhere(), found.length());
  }
}

/** By their number: address and length of the objects that are too large for the heap's blocks. */
async function hugeObjects(file: Hdf5File, { hugeTree, address }: Heap): Promise<ReadonlyMap<number, Fields>> {
  if (hugeTree === undefined) throw new ByteError('bad-magic', file.superblock.base + address);
  const found = new Map<number, Fields>();
  for (const record of await records(file, hugeTree)) {
    record.skip(file.superblock.widths.address + file.superblock.widths.length);
    found.set(record.length(), record.again());
  }
  return found;
}

async function directBlock(
  file: Hdf5File,
  heap: Heap,
  address: number,
  offset: number,
  size: number,
): Promise<DirectBlock> {
  const bytes = await file.fields(address, size);
  const head = bytes.again();
  head.expect(directMark);
  blockPrefix(head, heap, offset, file);
  if (heap.isSummed) verifyInside(bytes, head.offset - head.base);
  return { offset, bytes };
}

/** What is free in the blocks of a heap: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#FreeSpaceManager */
async function checkGaps(file: Hdf5File, address: number): Promise<void> {
  const { address: wide, length } = file.superblock.widths;
  const head = await file.fields(address, 18 + 7 * length + wide);
  verify(head);
  head.expect(gapsMark);
}

/** Rows of blocks: each row but the second has blocks twice as large as the one above it; large ones are indirect again. */
async function indirectBlock(
  file: Hdf5File,
  heap: Heap,
  address: number,
  offset: number,
  rows: number,
  found: DirectBlock[],
): Promise<void> {
  const { address: wide } = file.superblock.widths;
  const length = 5 + wide + heap.offsetWidth + rows * heap.tableWidth * wide + 4;
  const block = await file.fields(address, length);
  verify(block);
  block.expect(indirectMark);
  blockPrefix(block, heap, offset, file);
  let start = offset;
  for (let row = 0; row < rows; row++) {
    const size = heap.firstBlock * 2 ** Math.max(0, row - 1);
    for (let column = 0; column < heap.tableWidth; column++, start += size) {
      const child = block.address();
      if (child === undefined) continue;
      if (found.length > mostBlocks) throw new ByteError('too-large', block.base);
      if (size <= heap.largestDirect) found.push(await directBlock(file, heap, child, start, size));
      else await indirectBlock(file, heap, child, start, rowsOf(heap, size), found);
    }
  }
}

/** How many rows an indirect block has that covers so many bytes. */
function rowsOf({ firstBlock, tableWidth }: Heap, size: number): number {
  return Math.log2(size) - Math.log2(firstBlock * tableWidth) + 1;
}

/** Version, the heap that the block belongs to, and its place in it. */
function blockPrefix(fields: Fields, heap: Heap, offset: number, file: Hdf5File): void {
  fields.version(0);
  const at = fields.offset;
  if (fields.somewhere() !== heap.address || fields.uint(heap.offsetWidth) !== offset)
    throw new ByteError('bad-magic', file.superblock.base + at);
}

/** The checksum of a block stands inside of it, and counts as zero. */
function verifyInside({ bytes, base, widths }: Fields, sumAt: number): void {
  const zeroed = new Uint8Array(bytes.length + 4);
  zeroed.set(bytes);
  zeroed.fill(0, sumAt, sumAt + 4);
  zeroed.set(bytes.subarray(sumAt, sumAt + 4), bytes.length);
  verify(new Fields(zeroed, base, widths));
}

function isPowerOf2(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value));
}
