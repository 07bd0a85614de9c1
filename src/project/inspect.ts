import { createHash } from 'node:crypto';
import type { ByteSource } from '../bytes/source';
import { verdictOf, type Scan } from '../domain/scan';
import type { Files } from '../host/ports';
import { listings, type Listing } from '../weights/listings';
import { recognizedAs } from '../weights/recognize';
import { scanWeights } from '../weights/scan';
import { changedWhileRead, isSame } from './read-weights';

/** One weight file, read to its end as far as its format is known. */
export interface Inspected extends Scan {
  /** Absolute, with `/`. */
  readonly path: string;
  /** `unknown` where the content is of no format that is known. */
  readonly format: string;
  /** In bytes. */
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Hex, where it was asked for. */
  readonly sha256?: string;
  readonly listings?: readonly Listing[];
}

const headLength = 65_536;
const hashedAtOnce = 4 << 20;
const limit = 2 ** 42;

/** Inspects a weight file whatever its name and size. Fails with a `FileError` where it cannot be read. */
export async function inspectFile(
  files: Files,
  path: string,
  wants: { readonly hash?: boolean; readonly opcodes?: boolean } = {},
): Promise<Inspected> {
  const before = await files.stat(path);
  const { size } = before;
  const source: ByteSource = { size, read: (offset, length) => files.readAt(path, offset, length) };
  const file = { path, source, head: await source.read(0, Math.min(headLength, size)) };
  const recognized = await recognizedAs(file);
  const scan = await scanWeights(file, recognized, { limit });
  const more = {
    ...(wants.hash === true && { sha256: await hashOf(source) }),
    ...(wants.opcodes === true && { listings: await listings(source) }),
  };
  const findings = isSame(before, await files.stat(path)) ? scan.findings : [...scan.findings, changedWhileRead];
  return {
    verdict: verdictOf(findings),
    findings,
    path,
    size,
    format: recognized?.format ?? 'unknown',
    metadata: recognized?.metadata ?? {},
    ...more,
  };
}

async function hashOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < source.size; offset += hashedAtOnce) {
    hash.update(await source.read(offset, Math.min(hashedAtOnce, source.size - offset)));
  }
  return hash.digest('hex');
}
