/** The ports through which the engine reaches the outside. `node.ts` is their form on Node; tests give their own. Paths are absolute with `/`. */
export interface Host {
  readonly files: Files;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  /** Environment variables that tell where caches are (`HF_HOME`, `HF_HUB_CACHE`, `HOME`). */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of this program among the caches of this user; absent where the system names none. */
  readonly caches?: string | undefined;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  /** In bytes. */
  readonly size: number;
  /** When the content was last changed, in milliseconds since the epoch. A program can set it as it likes. */
  readonly modified: number;
  /** When content, name or rights were last changed; only the system sets it. */
  readonly changed: number;
  /** The number of the file on its device; 0 where there is none. */
  readonly inode: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** All of these fail with a `FileError`, never with anything else. */
export interface Files {
  /** The whole file, or a `too-large` error where it has more than `limit` bytes. */
  read(path: string, limit: number): Promise<Uint8Array>;
  /** Up to `length` bytes from `offset`. */
  readAt(path: string, offset: number, length: number): Promise<Uint8Array>;
  stat(path: string): Promise<FileStat>;
  list(path: string): Promise<readonly FolderEntry[]>;
  /** The path with all links resolved. */
  real(path: string): Promise<string>;
  /** Writes a whole file: first beside it, then in its place. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Makes a folder that only this user may enter, with those above it, unless it is there. */
  makeFolder(path: string): Promise<void>;
  delete(path: string): Promise<void>;
}

export type FileErrorCode = 'not-found' | 'unreadable' | 'too-large' | 'not-writable';

export class FileError extends Error {
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
    message: string,
  ) {
    super(message);
    this.name = 'FileError';
  }
}

export interface HttpRequest {
  /** JSON to send; makes it a POST instead of a GET. */
  readonly body?: string;
  /** The media type that is asked for; JSON where absent. */
  readonly accept?: string;
  /** Milliseconds for the whole of it. */
  readonly timeout: number;
  /** How many bytes the body of the answer may have, unpacked. */
  readonly limit: number;
  readonly signal?: AbortSignal;
  /** Hears how many bytes have come, and how many will be in all where that is known. */
  readonly progress?: (received: number, total: number | undefined) => void;
}

export interface HttpAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** The one way to the network. Refuses with an `HttpError` of code `network-off` until the user has switched it on. */
export interface Http {
  /** Follows redirects only within the site that was asked. Sends no cookies and no credentials but to a proxy. */
  request(url: string, options: HttpRequest): Promise<HttpAnswer>;
}

export type HttpErrorCode =
  | 'network-off'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'cancelled'
  /** The certificate of the server is not trusted on this machine. */
  | 'untrusted'
  /** Sent on to another site, or in circles. */
  | 'redirected'
  /** The proxy refused, or is none. */
  | 'proxy'
  /** The server cannot answer now, however often it is asked. */
  | 'busy';

export class HttpError extends Error {
  constructor(
    readonly code: HttpErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

export interface Clock {
  now(): Date;
  wait(milliseconds: number): Promise<void>;
}

/** Messages name files and codes, never contents, tokens or secrets. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
