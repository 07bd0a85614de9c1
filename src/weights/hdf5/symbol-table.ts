import { ascii, ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import type { Link } from './link';
import { checkSiblings } from './siblings';
import { localHeap, type LocalHeap } from './local-heap';
import { lastCacheType } from './superblock';

const treeMark = ascii('TREE');
const leafMark = ascii('SNOD');
const softLink = 2;
const deepest = 16;

/** The links of a group before version 1.8: a B-tree over nodes of symbols. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#SymbolTableMessage */
export async function symbols(file: Hdf5File, message: Fields): Promise<readonly Link[]> {
  const tree = message.somewhere();
  const heap = await localHeap(file, message.somewhere());
  return new SymbolTree(file, heap).links(tree);
}

class SymbolTree {
  readonly #seen = new Set<number>();

  constructor(
    private readonly file: Hdf5File,
    private readonly heap: LocalHeap,
  ) {}

  /**
   * The links below a node, which are sorted by name: each child has those behind the key before it, up to the key behind it.
   * https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#Btrees (version 1, of the type for groups)
   */
  async links(address: number, expected?: number): Promise<readonly Link[]> {
    const { file, heap } = this;
    const { widths, ranks, base } = file.superblock;
    if (this.#seen.has(address)) throw new ByteError('absurd-length', base + address);
    this.#seen.add(address);
    const most = 2 * ranks.inner;
    const node = await file.fields(
      address,
      8 + 2 * widths.address + most * widths.address + (most + 1) * widths.length,
    );
    node.expect(treeMark);
    node.version(0);
    const level = node.u8();
    if (level > deepest || (expected !== undefined && level !== expected))
      throw new ByteError('bad-magic', node.offset - 1);
    const count = node.u16();
    if (count > most) throw new ByteError('absurd-length', node.offset - 2);
    checkSiblings(file, node, expected === undefined);
    const found: Link[] = [];
    let key = count > 0 ? heap.text(node.length()) : '';
    for (let left = count; left > 0; left--) {
      const child = node.somewhere();
      const links = level === 0 ? await this.#leaf(child) : await this.links(child, level - 1);
      const next = heap.text(node.length());
      checkOrder([key, ...links.map(({ name }) => name)], next, base + address);
      found.push(...links);
      key = next;
    }
    return found;
  }

  /** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#SymbolTable */
  async #leaf(address: number): Promise<readonly Link[]> {
    const { file, heap } = this;
    const { address: wide } = file.superblock.widths;
    const most = 2 * file.superblock.ranks.leaf;
    const node = await file.fields(address, 8 + most * (2 * wide + 24));
    node.expect(leafMark);
    node.version(1);
    node.skip(1);
    const count = node.u16();
    if (count > most) throw new ByteError('absurd-length', node.offset - 2);
    return Array.from({ length: count }, (): Link => {
      const name = heap.text(node.uint(wide));
      const target = node.address();
      const cached = node.u32();
      node.skip(4);
      const scratch = node.part(16);
      if (cached > lastCacheType) throw new ByteError('bad-magic', scratch.base);
      if (cached === softLink) return { kind: 'soft', name, path: heap.text(scratch.u32()) };
      if (target === undefined) throw new ByteError('bad-magic', node.offset);
      return { kind: 'object', name, address: target };
    });
  }
}

/** A name that is out of order is not found by who looks for it. */
function checkOrder(names: readonly string[], last: string, offset: number): void {
  const inOrder = names.map((name) => Buffer.from(name));
  const isSorted = inOrder.every((name, index) => index === 0 || Buffer.compare(inOrder[index - 1]!, name) < 0);
  if (!isSorted || Buffer.compare(inOrder.at(-1)!, Buffer.from(last)) > 0) throw new ByteError('bad-magic', offset);
}
