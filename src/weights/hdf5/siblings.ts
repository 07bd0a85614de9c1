import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';

/** The next two addresses are those of the nodes beside a node of a tree, which lie in the file; beside the root there are none. */
export function checkSiblings(file: Hdf5File, fields: Fields, isRoot: boolean): void {
  const { base, end } = file.superblock;
  for (const at of [fields.offset, fields.offset + fields.widths.address]) {
    const sibling = fields.address();
    if (sibling !== undefined && (isRoot || base + sibling >= end)) throw new ByteError('bad-magic', at);
  }
}
