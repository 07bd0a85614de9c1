import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { chmod, open, readdir, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileError, HttpError } from './ports';
import type { FileErrorCode, Files, FileStat, FolderEntry, Host, Http, Log } from './ports';

/** The ports on Node. Its `http` goes to the network as it is; a session puts its guard before it. */
export function nodeHost(log: Log): Host {
  return { files: nodeFiles, http: nodeHttp, clock: { now }, log, environment: process.env };
}

/** The present, or the moment that `SOURCE_DATE_EPOCH` fixes: https://reproducible-builds.org/specs/source-date-epoch/ */
function now(): Date {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return epoch !== undefined && /^\d{1,12}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}

/** A path of this system in the engine's form: absolute, with `/`; drive letters in lower case. */
export function enginePath(native: string): string {
  const absolute = path.resolve(native).replaceAll('\\', path.sep === '\\' ? '/' : '\\');
  return absolute.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

const nodeFiles: Files = {
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
      return { kind, size: found.size, modified: found.mtimeMs };
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
};

/** Writes a draft beside the file and puts it in its place, with the same mode. What is no file, such as `/dev/null`, is written to. */
async function put(content: string, target: string): Promise<void> {
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

/** Windows has no such flag, and no named pipes among files either. */
const withoutWaiting = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/** Opens without waiting: a named pipe must not hold up a check. */
async function openForReading(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | withoutWaiting);
  const found = await handle.stat();
  if (found.isFile()) return handle;
  await handle.close();
  throw new FileError('unreadable', file, 'not a file');
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
    throw new FileError(kind, file, code);
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

const nodeHttp: Http = {
  async get(url, { timeout, limit }) {
    try {
      const answer = await fetch(url, {
        signal: AbortSignal.timeout(timeout),
        headers: { accept: 'application/json' },
      });
      return { status: answer.status, body: await bodyUpTo(answer, limit) };
    } catch (error) {
      if (error instanceof HttpError) throw error;
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      throw timedOut
        ? new HttpError('timeout', `no answer within ${timeout} ms`)
        : new HttpError('unreachable', 'the server could not be reached');
    }
  },
};

async function bodyUpTo(answer: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > limit) throw new HttpError('too-large', `the answer has more than ${limit} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
