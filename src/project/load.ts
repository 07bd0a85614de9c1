import { posix } from 'node:path';
import { Document } from '../domain/document';
import type { Reading } from '../domain/document';
import type { Problem } from '../domain/finding';
import { FileError } from '../host/ports';
import type { Files } from '../host/ports';
import { readers } from '../readers';
import type { Reader } from '../readers/reader';
import { topOfFile } from '../text/place';
import { weightFiles } from '../weights/sniff';
import { decode } from './decode';
import { globs } from './glob';
import { isPolicyFile } from './policy';
import type { ReadWeights } from './read-weights';

/** Text files of more bytes than this are named, not read. */
export const maxTextSize = 10 << 20;

const textKinds = readers.map((reader) => ({ reader, fits: globs(reader.files) }));
const isWeightName = globs(weightFiles);

/** The readers that may read a file of this name; `path` is relative to its root. A policy is not read as anything else. */
export function readersFor(path: string): readonly Reader[] {
  if (isPolicyFile(posix.basename(path))) return [];
  return textKinds.filter(({ fits }) => fits(path)).map(({ reader }) => reader);
}

/** What a file of this name is looked into as; `undefined` where it is not. `path` is relative to its root. */
export function interestIn(path: string): 'text' | 'weights' | undefined {
  if (readersFor(path).length > 0) return 'text';
  return isWeightName(path) ? 'weights' : undefined;
}

/** Reads a text as the first kind that it is by name and by content. */
export function readText(path: string, relative: string, text: string): Document | undefined {
  for (const reader of readersFor(relative)) {
    if (isLfsPointer(text)) return new Document(path, reader.kind, text, notFetched);
    const reading = guardedRead(reader, text, path);
    if (reading) return new Document(path, reader.kind, text, reading);
  }
  return undefined;
}

/** Whether a text stands in for a file that Git LFS keeps: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function isLfsPointer(text: string): boolean {
  return text.length < 1024 && text.startsWith('version https://git-lfs.github.com/spec/v1\n');
}

const notFetched: Reading = {
  mentions: [],
  problems: [
    {
      code: 'lfs-pointer',
      message: 'Git LFS has not fetched this file, so there is nothing to check yet. Run "git lfs pull".',
      start: 0,
      end: 'version'.length,
    },
  ],
};

/** A reader should never fail; should one all the same, it costs its own file and not the whole check. */
function guardedRead(reader: Reader, text: string, path: string): Reading | undefined {
  try {
    return reader.read(text, path);
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown fault';
    const message = `This file was not checked because of a fault in Weighbridge (${fault} in the reader "${reader.kind}"). Please report it.`;
    return { mentions: [], problems: [{ code: 'reader-failed', message, start: 0, end: 0 }] };
  }
}

/** The text of a file, or the problem with it; nothing where the file is gone. */
export async function textOf(files: Files, path: string): Promise<string | Problem | undefined> {
  try {
    const decoded = decode(await files.read(path, maxTextSize));
    return (
      decoded?.text ??
      problem(path, 'not-utf-8', 'This file is not UTF-8 text, so it was not checked. Save it as UTF-8.')
    );
  } catch (error) {
    if (error instanceof FileError) return problemOf(error);
    throw error;
  }
}

/** Reads a text file of the disk; a failure becomes a problem, and a file that is gone meanwhile becomes nothing. */
export async function loadText(files: Files, path: string, relative: string): Promise<Document | Problem | undefined> {
  const text = await textOf(files, path);
  return typeof text === 'string' ? readText(path, relative, text) : text;
}

/** Reads a weight file likewise. That the signal ended it, or a fault of ours, is a problem, too. */
export async function loadWeights(
  read: ReadWeights,
  path: string,
  signal: AbortSignal,
): Promise<Document | Problem | undefined> {
  try {
    signal.throwIfAborted();
    const reading = await read(path, signal);
    return reading && new Document(path, 'weights', '', reading);
  } catch (error) {
    if (error instanceof FileError) return problemOf(error);
    return signal.aborted
      ? problem(path, 'stopped', 'Reading this file was stopped, so it was not checked.')
      : problem(path, 'scan-failed', `This file was not checked because of a fault in Weighbridge. Please report it.`);
  }
}

function problemOf({ code, path, message }: FileError): Problem | undefined {
  if (code === 'not-found') return undefined;
  if (code === 'too-large') return problem(path, code, `This file is too large to be checked: ${message}.`);
  return problem(path, 'unreadable', `This file could not be read (${message}), so it was not checked.`);
}

function problem(path: string, code: string, message: string): Problem {
  return { path, code, message, range: topOfFile };
}
