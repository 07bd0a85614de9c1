import { posix } from 'node:path';
import { FileError } from '../../src/host/ports';
import type { FileErrorCode, Files, FileStat, FolderEntry } from '../../src/host/ports';

/** What stands at a path: content, or something that cannot be read like a file. */
export type MemoryEntry =
  | string
  | Uint8Array
  /** Has this size and must not be read: reading more than the limit allows is refused before. */
  | { readonly size: number }
  /** Is listed, but reading it fails so. A path that ends with `/` is a folder that cannot be listed. */
  | { readonly fails: FileErrorCode }
  /** A link to another path of the same tree. */
  | { readonly link: string }
  /** Neither file nor folder: a pipe, a socket. */
  | { readonly pipe: true };

/** Files in memory, by absolute path. Notes what was listed and read. */
export class MemoryFiles implements Files {
  readonly listed: string[] = [];
  readonly reads: string[] = [];
  readonly #entries = new Map<string, MemoryEntry>();
  /** By path: grows with each change. */
  readonly #changed = new Map<string, number>();
  readonly #folders = new Map<string, Set<string>>();

  constructor(tree: Readonly<Record<string, MemoryEntry>> = {}) {
    for (const [path, entry] of Object.entries(tree)) this.put(path, entry);
  }

  put(path: string, entry: MemoryEntry): void {
    this.#entries.set(path, entry);
    this.#changed.set(path, this.#changed.size + (this.#changed.get(path) ?? 0) + 1);
    for (let at = path.replace(/\/$/, ''); at !== '/'; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      const names = this.#folders.get(folder) ?? new Set();
      if (names.has(posix.basename(at))) return;
      this.#folders.set(folder, names.add(posix.basename(at)));
    }
  }

  remove(path: string): void {
    this.#entries.delete(path);
    this.#folders.get(posix.dirname(path))?.delete(posix.basename(path));
  }

  text(path: string): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#bytes(path));
  }

  async read(path: string, limit: number): Promise<Uint8Array> {
    await Promise.resolve();
    this.reads.push(path);
    const size = this.#sizeOf(path);
    if (size > limit) throw new FileError('too-large', path, `${size} bytes, more than ${limit}`);
    return this.#bytes(path);
  }

  async readAt(path: string, offset: number, length: number): Promise<Uint8Array> {
    await Promise.resolve();
    this.reads.push(path);
    return this.#bytes(path).subarray(offset, offset + length);
  }

  async stat(path: string): Promise<FileStat> {
    await Promise.resolve();
    const target = this.#target(path);
    if (this.#folders.has(target)) return { kind: 'folder', size: 0, modified: 0, changed: 0, inode: 0 };
    const entry = this.#entry(target);
    const changed = this.#changed.get(target) ?? 0;
    return { kind: isPipe(entry) ? 'other' : 'file', size: this.#sizeOf(target), modified: 0, changed, inode: 0 };
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    await Promise.resolve();
    this.listed.push(path);
    const refused = this.#entries.get(`${path}/`);
    if (refused !== undefined) throw failure(refused, path);
    const names = this.#folders.get(path);
    if (!names) throw new FileError(this.#entries.has(path) ? 'unreadable' : 'not-found', path, 'no folder');
    return [...names].map((name) => ({ name, kind: this.#kindOf(posix.join(path, name)) }));
  }

  async real(path: string): Promise<string> {
    await Promise.resolve();
    return this.#target(path);
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await Promise.resolve();
    this.put(path, content);
  }

  /** Folders come into being with what stands in them. */
  async makeFolder(): Promise<void> {
    await Promise.resolve();
  }

  async delete(path: string): Promise<void> {
    await Promise.resolve();
    this.#entry(path);
    this.remove(path);
  }

  #kindOf(path: string): FolderEntry['kind'] {
    const entry = this.#entries.get(path);
    if (entry === undefined) return 'folder';
    if (typeof entry === 'object' && 'link' in entry) return 'link';
    return isPipe(entry) ? 'other' : 'file';
  }

  #target(path: string): string {
    const entry = this.#entries.get(path);
    return typeof entry === 'object' && 'link' in entry ? entry.link : path;
  }

  #entry(path: string): MemoryEntry {
    const entry = this.#entries.get(this.#target(path));
    if (typeof entry === 'object' && 'link' in entry) throw new FileError('unreadable', path, 'ELOOP');
    if (entry === undefined) throw new FileError('not-found', path, 'ENOENT');
    return entry;
  }

  #sizeOf(path: string): number {
    const entry = this.#entry(path);
    if (typeof entry === 'string') return Buffer.byteLength(entry);
    if (entry instanceof Uint8Array) return entry.byteLength;
    return 'size' in entry ? entry.size : 0;
  }

  #bytes(path: string): Uint8Array {
    const entry = this.#entry(path);
    if (typeof entry === 'string') return Buffer.from(entry);
    if (entry instanceof Uint8Array) return entry;
    throw failure(entry, path);
  }
}

function isPipe(entry: MemoryEntry): boolean {
  return typeof entry === 'object' && 'pipe' in entry;
}

function failure(entry: MemoryEntry, path: string): FileError {
  const code = typeof entry === 'object' && 'fails' in entry ? entry.fails : 'unreadable';
  return new FileError(code, path, code === 'unreadable' ? 'EACCES' : code);
}
