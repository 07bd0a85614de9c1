import { ascii, ByteError } from '../../bytes/cursor';
import { verify } from './checksum';
import { widthOf, type Fields } from './fields';
import type { Hdf5File } from './file';

interface Tree {
  readonly nodeSize: number;
  readonly recordSize: number;
  /** By level, leaves first: how many bytes the two counts behind a child's address take. */
  readonly counts: readonly { readonly records: number; readonly total: number }[];
}

const treeMark = ascii('BTHD');
const innerMark = ascii('BTIN');
const leafMark = ascii('BTLF');
/** Of a node: mark, version, type, and checksum. */
const frame = 10;
const largestNode = 1 << 20;
const mostRecords = 1_000_000;
const deepest = 16;

/** All records of a B-tree of version 2: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#V2Btrees */
export async function records(file: Hdf5File, address: number): Promise<readonly Fields[]> {
  const { address: wide, length } = file.superblock.widths;
  const head = await file.fields(address, 22 + wide + length);
  verify(head);
  head.expect(treeMark);
  head.version(0);
  head.skip(1);
  const at = head.offset;
  const nodeSize = head.u32();
  const [recordSize, depth] = [head.u16(), head.u16()];
  if (nodeSize < frame || nodeSize > largestNode || recordSize === 0 || depth > deepest)
    throw new ByteError('absurd-length', at);
  head.skip(2);
  const root = head.address();
  const inRoot = head.u16();
  const total = head.length();
  const found: Fields[] = [];
  if (root === undefined) return found;
  const tree = { nodeSize, recordSize, counts: countWidths(wide, nodeSize, recordSize, depth) };
  await visit(root, inRoot, depth);
  if (found.length !== total) throw new ByteError('bad-magic', at);
  return found;

  async function visit(node: number, count: number, level: number): Promise<void> {
    const fields = await file.fields(node, tree.nodeSize);
    if (found.length + count > mostRecords) throw new ByteError('too-large', fields.base);
    const used = level === 0 ? leafLength(tree, count) : innerLength(tree, wide, count, level);
    verify(fields.part(used));
    const body = fields.again();
    body.expect(level === 0 ? leafMark : innerMark);
    body.version(0);
    body.skip(1);
    for (let left = count; left > 0; left--) found.push(body.part(tree.recordSize));
    if (level === 0) return;
    for (let left = count + 1; left > 0; left--) {
      const child = body.somewhere();
      const inChild = body.uint(tree.counts[level]!.records);
      body.skip(tree.counts[level]!.total);
      await visit(child, inChild, level - 1);
    }
  }
}

function leafLength({ recordSize }: Tree, count: number): number {
  return frame + count * recordSize;
}

function innerLength({ recordSize, counts }: Tree, wide: number, count: number, level: number): number {
  const { records: one, total } = counts[level]!;
  return frame + count * recordSize + (count + 1) * (wide + one + total);
}

/** The counts are as wide as the most records that a child, and all below it, can hold. */
function countWidths(wide: number, nodeSize: number, recordSize: number, depth: number): Tree['counts'] {
  const inLeaf = Math.floor((nodeSize - frame) / recordSize);
  const records = widthOf(inLeaf);
  const counts = [{ records: 0, total: 0 }];
  let below = inLeaf;
  for (let level = 1; level <= depth; level++) {
    const total = level === 1 ? 0 : widthOf(below);
    counts.push({ records, total });
    const pointer = wide + records + total;
    const here = Math.floor((nodeSize - frame - pointer) / (recordSize + pointer));
    below = (here + 1) * below + here;
  }
  return counts;
}
