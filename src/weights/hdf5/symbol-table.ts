import { ascii, ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import type { Link } from './link';
import { localHeap, type LocalHeap } from './local-heap';

const treeMark = ascii('TREE');
const leafMark = ascii('SNOD');
const softLink = 2;

/** The links of a group before version 1.8: a B-tree over nodes of symbols. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#SymbolTableMessage */
export async function symbols(file: Hdf5File, message: Fields): Promise<readonly Link[]> {
  const tree = message.somewhere();
  const heap = await localHeap(file, message.somewhere());
  const links: Link[] = [];
  const waiting = [await treeNode(file, tree)];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const address of node.children) {
      if (seen.has(address)) throw new ByteError('absurd-length', file.superblock.base + address);
      seen.add(address);
      if (node.level === 0) links.push(...(await symbolNode(file, address, heap)));
      else waiting.push(await treeNode(file, address, node.level - 1));
    }
  }
  return links;
}

interface TreeNode {
  /** 0 where the children are nodes of symbols. */
  readonly level: number;
  readonly children: readonly number[];
}

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#Btrees (version 1, of the type for groups) */
async function treeNode(file: Hdf5File, address: number, expected?: number): Promise<TreeNode> {
  const { address: wide, length } = file.superblock.widths;
  const head = await file.fields(address, 8);
  head.expect(treeMark);
  head.version(0);
  const level = head.u8();
  if (expected !== undefined && level !== expected) throw new ByteError('bad-magic', head.offset - 1);
  const count = head.u16();
  const entries = await file.fields(address + 8 + 2 * wide, count * (length + wide));
  const children = Array.from({ length: count }, () => {
    entries.skip(length);
    return entries.somewhere();
  });
  return { level, children };
}

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#SymbolTable */
async function symbolNode(file: Hdf5File, address: number, heap: LocalHeap): Promise<readonly Link[]> {
  const { address: wide } = file.superblock.widths;
  const head = await file.fields(address, 8);
  head.expect(leafMark);
  head.version(1);
  head.skip(1);
  const count = head.u16();
  const entries = await file.fields(address + 8, count * (2 * wide + 24));
  return Array.from({ length: count }, (): Link => {
    const name = heap.text(entries.uint(wide));
    const target = entries.address();
    const cached = entries.u32();
    entries.skip(4);
    const scratch = entries.part(16);
    if (cached === softLink) return { kind: 'soft', name, path: heap.text(scratch.u32()) };
    if (target === undefined) throw new ByteError('bad-magic', entries.offset);
    return { kind: 'object', name, address: target };
  });
}
