import type { ByteSource } from '../bytes/source';
import { isZip, zipDirectory } from '../bytes/zip';
import { verdictOf, type Scan, type ScanFinding } from '../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from './format';
import { certainEndings, sharedEndings } from './endings';
import { codeInBytes } from './held-code';
import { beginsLikePickle } from './pickle/embedded';
import { scanPickle } from './pickle/scan';
import { isProgram } from './programs';
import { recognizedAs } from './recognize';
import { Budget, notReadOn, unread, type ScanContext } from './scan-context';
import { recognizedOnly, scanners } from './scanners';
import { scanZip } from './zip/scan';

export interface ScanOptions {
  /** How many bytes may be read and unpacked. */
  readonly limit: number;
  /** Hears that this was not enough. */
  readonly onSpent?: () => void;
}

const headLength = 65_536;
const deepest = 6;
/** What is told of one file in an archive. */
const mostTold = 1000;

/** Whether loading this file can run code. Reads what it has to, in parts; builds and runs nothing. Fails only if the source does. */
export async function scanWeights(
  file: WeightFile,
  recognized: Recognized | undefined,
  { limit, onSpent }: ScanOptions,
): Promise<Scan> {
  const context = contextOf(new Budget(limit, onSpent, file.source.size), 0);
  const findings = [...(await scanAs(file, recognized, context)), ...(await hiddenZip(file, recognized, context))];
  return { verdict: verdictOf(findings), findings };
}

function contextOf(budget: Budget, depth: number): ScanContext {
  return {
    depth,
    budget,
    async nested(source, name) {
      if (depth >= deepest || (depth > 1 && !budget.enter())) return [notReadOn(0)];
      const file = await fileOf(source, name);
      const recognized = await recognizedAs(file);
      if (!recognized && !isZip(file.head) && !beginsLikePickle(file.head, 0)) return [];
      return foremost(await scanAs(file, recognized, contextOf(budget, depth + 1)));
    },
  };
}

/** The first findings; what is dangerous goes before all else. */
function foremost(findings: readonly ScanFinding[]): readonly ScanFinding[] {
  if (findings.length <= mostTold) return findings;
  const isDangerous = ({ verdict }: ScanFinding): boolean => verdict === 'dangerous';
  const rest = findings.filter((finding) => !isDangerous(finding));
  return [...findings.filter(isDangerous).slice(0, mostTold), ...rest.slice(0, mostTold)];
}

async function fileOf(source: ByteSource, path: string): Promise<WeightFile> {
  return { path, source, head: await source.read(0, Math.min(headLength, source.size)) };
}

async function scanAs(
  file: WeightFile,
  recognized: Recognized | undefined,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (!recognized || recognized.format === 'unknown') return scanUnrecognized(file, context);
  return (scanners[recognized.format] ?? recognizedOnly)(file, recognized, context);
}

/** What is of no known format may all the same be an archive or a pickle to a loader that is told so. */
async function scanUnrecognized(file: WeightFile, context: ScanContext): Promise<readonly ScanFinding[]> {
  const { source, head } = file;
  if (isZip(head)) return scanZip(source, context);
  if (beginsLikePickle(head, 0)) return scanPickle(source, context);
  return [
    ...(await scanPickle(source, context)).filter(({ verdict }) => verdict === 'dangerous'),
    ...(isText(file) || isProgram(head) ? [] : await codeInBytes('weights', source, context.budget)),
    source.size === 0
      ? unread('weights/empty', 'This file is empty. Loading it fails: fetch it again from where it came from.')
      : unread(
          'weights/unknown-format',
          'The content of this file is of no weight format known here, so it was not checked.',
        ),
  ];
}

/** Whether a file is written to be read by people and is not called a weight file: such a text may well speak of commands. */
function isText(file: WeightFile): boolean {
  const isNamedSo = hasEnding(file, ...certainEndings, ...sharedEndings) && !hasEnding(file, '.xml');
  return !isNamedSo && !/[^\P{Cc}\t\n\f\r]/u.test(new TextDecoder('latin1').decode(file.head));
}

/**
 * Formats that keep further files in an archive at their end, such as the labels of a TensorFlow Lite model; in a tar archive
 * the last member may be one.
 */
const carriesArchive: ReadonlySet<string> = new Set(['tflite', 'llamafile', 'tar', 'torch-tar']);
const asCarried: ReadonlySet<string> = new Set(['zip/prefixed', 'zip/trailing-bytes']);

/** A zip archive at the end of a file that begins as something else: one program loads the one, another the other. */
async function hiddenZip(
  { head, source }: WeightFile,
  recognized: Recognized | undefined,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (isZip(head) || scanners[recognized?.format ?? ''] === scanners.zip) return [];
  const directory = await zipDirectory(source);
  if (!directory || directory.entries.length === 0) return [];
  const polyglot: ScanFinding = {
    code: 'weights/polyglot',
    verdict: 'suspicious',
    message:
      'This file is two things at once: an archive stands behind what it begins as, and programs disagree about which one they load.',
  };
  const inside = await scanZip(source, context);
  return carriesArchive.has(recognized?.format ?? '')
    ? inside.filter(({ code }) => !asCarried.has(code))
    : [polyglot, ...inside];
}
