import type { ByteSource } from '../bytes/source';
import type { Reading } from '../domain/document';
import type { Scan } from '../domain/scan';
import { certainEndings, packedEndings, sharedEndings } from './endings';
import { hasEnding, type Flaw, type Recognized, type WeightFile } from './format';
import { recognizedAs } from './recognize';
import { scanWeights, type ScanOptions } from './scan';

/** Globs of the files that are looked into. */
export const weightFiles: readonly string[] = [
  `**/*.${choice([...certainEndings, ...sharedEndings])}`,
  `**/*.${choice(certainEndings)}.${choice(packedEndings)}`,
];

function choice(endings: readonly string[]): string {
  return `{${endings.map((ending) => ending.slice(1)).join(',')}}`;
}

const headLength = 65_536;

/** Bytes that are read and unpacked where it is not said. */
const defaults: ScanOptions = { limit: 64 << 20 };

/**
 * What a weight file is, by its content, and whether loading it can run code; nothing in it is ever loaded. `undefined` where it is no
 * weight file. Fails only if the source does.
 */
export async function sniffWeights(
  source: ByteSource,
  path: string,
  options: ScanOptions = defaults,
): Promise<Reading | undefined> {
  const file: WeightFile = { path, source, head: await source.read(0, Math.min(headLength, source.size)) };
  const recognized = (await recognizedAs(file)) ?? unrecognized(file);
  if (!recognized) return undefined;
  return readingOf(recognized, source.size, await scanWeights(file, recognized, options));
}

function unrecognized(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, ...certainEndings)) return undefined;
  const flaw: Flaw =
    file.source.size === 0
      ? { code: 'empty', message: 'This file is empty.' }
      : {
          code: 'unknown-format',
          message:
            'The content of this file is of no weight format known here, whatever its name says, so it was not checked.',
        };
  return { format: 'unknown', flaws: [flaw] };
}

/** What is wrong with a file of a known format is among the findings of its scan. */
function readingOf({ format, metadata = {}, flaws = [], tensors }: Recognized, size: number, scan: Scan): Reading {
  return {
    mentions: [{ kind: 'weights', path: { text: '', start: 0, end: 0 }, by: format }],
    problems: format === 'unknown' ? flaws.map((flaw) => ({ ...flaw, start: 0, end: 0 })) : [],
    weights: { format, size, metadata, scan, ...(tensors && { tensors }) },
  };
}
