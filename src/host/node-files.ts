import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { chmod, mkdir, open, readdir, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileError } from './ports';
import type { FileErrorCode, Files, FileStat, FolderEntry } from './ports';

/** A path of this system in the engine's form: absolute, with `/`; drive letters in lower case. */
export function enginePath(native: string): string {
  const absolute = path.resolve(native).replaceAll('\\', path.sep === '\\' ? '/' : '\\');
  return absolute.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The disk. */
export const nodeFiles: Files = {
  async read(file, limit) {
    return failing(file, async () => {
      const handle = await openForReading(file);
      try {
        const { size } = await handle.stat();
        if (size > limit) throw new FileError('too-large', file, `${size} bytes, more than ${limit}`);
        return await readUpTo(handle, 0, Math.min(limit, size));
      } finally {
        await handle.close();
      }
    });
  },

  async readAt(file, offset, length) {
    return failing(file, async () => {
      const handle = await openForReading(file);
      try {
        return await readUpTo(handle, offset, length);
      } finally {
        await handle.close();
      }
    });
  },

  async stat(file): Promise<FileStat> {
    return failing(file, async () => {
      const found = await stat(file);
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
      return { kind, size: found.size, modified: found.mtimeMs, changed: found.ctimeMs, inode: found.ino };
    });
  },

  async list(folder): Promise<readonly FolderEntry[]> {
    return failing(folder, async () => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
      }));
    });
  },

  async real(file) {
    return failing(file, async () => enginePath(await realpath(file)));
  },

  async write(file, content) {
    try {
      await put(content, await realpath(file).catch(() => file));
    } catch (error) {
      throw new FileError('not-writable', file, systemCode(error));
    }
  },

  async makeFolder(folder) {
    try {
      await makeWithParents(folder);
    } catch (error) {
      throw new FileError('not-writable', folder, systemCode(error));
    }
  },

  async delete(file) {
    return failing(file, () => unlink(file));
  },
};

/** Writes a draft beside the file and puts it in its place, with the same mode. What is no file, such as `/dev/null`, is written to. */
async function put(content: string | Uint8Array, target: string): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  if (before && !before.isFile()) return writeFile(target, content);
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    if (before) await chmod(draft, before.mode);
    await rename(draft, target);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}

/** One after the other: Node's own way to do so never ends where the system says that a parent is missing and will not make it, as in `/proc`. */
async function makeWithParents(folder: string): Promise<void> {
  const make = (): Promise<void> =>
    mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  const parent = path.posix.dirname(folder);
  await make().catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeWithParents(parent);
    await make();
  });
}

/** Windows has no such flag, and no named pipes among files either. */
const withoutWaiting = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/** Opens without waiting: a named pipe must not hold up a check. */
async function openForReading(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | withoutWaiting);
  const found = await handle.stat();
  if (found.isFile()) return handle;
  await handle.close();
  throw new FileError('unreadable', file, found.isDirectory() ? inWords.EISDIR! : 'it is a device or a pipe');
}

/** Reads until `length` bytes or the end of the file, which may have become shorter meanwhile. */
async function readUpTo(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function failing<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileError) throw error;
    const code = systemCode(error);
    const kind: FileErrorCode = code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable';
    throw new FileError(kind, file, inWords[code] ?? code);
  }
}

/** What people meet most, by the code of the system. */
const inWords: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  EIO: 'the disk gave an error',
};

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
