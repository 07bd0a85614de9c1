import { ByteError } from '../../bytes/cursor';
import { pagedSource } from '../../bytes/paged-source';
import type { ByteSource } from '../../bytes/source';
import type { Budget } from '../scan-context';
import { Fields } from './fields';
import type { Superblock } from './superblock';

const costOfRead = 64;

/** The bytes of a file by their addresses. */
export class Hdf5File {
  /** The whole file, by offsets. */
  readonly source: ByteSource;

  constructor(
    source: ByteSource,
    readonly superblock: Superblock,
    private readonly budget: Budget,
  ) {
    this.source = pagedSource(source);
  }

  /** So many bytes at an address; fails with `truncated`, and with `too-large` where more was read than a scan may. */
  async fields(address: number, length: number): Promise<Fields> {
    const fields = await this.upTo(address, length);
    if (fields.left < length) throw new ByteError('truncated', fields.base + fields.left);
    return fields;
  }

  /** The same, of which the file may hold less. It ends where its superblock says, for nothing is read beyond. */
  async upTo(address: number, length: number): Promise<Fields> {
    const offset = this.superblock.base + address;
    const held = Math.max(0, Math.min(length, Math.min(this.source.size, this.superblock.end) - offset));
    this.charge(held + costOfRead, offset);
    return new Fields(await this.source.read(offset, held), offset, this.superblock.widths);
  }

  /** Counts bytes that are read or unpacked; fails with `too-large` where a scan may not go on. */
  charge(bytes: number, offset: number): void {
    if (!this.budget.take(bytes)) throw new ByteError('too-large', offset);
  }

  /** Bytes that were unpacked, to be read as the file's own. */
  fieldsOf(bytes: Uint8Array): Fields {
    return new Fields(bytes, 0, this.superblock.widths);
  }
}
