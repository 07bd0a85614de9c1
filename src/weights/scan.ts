import { gunzipSync, inflateSync } from 'node:zlib';
import { unpackLz4 } from '../bytes/lz4';
import { partOf, sourceOf } from '../bytes/source';
import { verdictOf, type Scan, type ScanFinding } from '../domain/scan';
import type { Recognized, WeightFile } from './format';
import { scanGguf } from './gguf-scan';
import { npyHeader } from './numpy';
import { scanOnnx } from './onnx-scan';
import { scanPickle } from './pickle/scan';
import { beginsLikePickle } from './pickle/embedded';
import { recognizedAs } from './recognize';
import { Budget, notReadOn, type ScanContext } from './scan-context';
import { scanSavedModel } from './savedmodel-scan';
import { isZip, zipDirectory } from './zip';
import { scanZip } from './zip-scan';

export interface ScanOptions {
  /** How many bytes may be read and unpacked. */
  readonly limit: number;
}

const headLength = 65_536;
const deepest = 6;
const mostUnpacked = 1 << 28;
const legacyStreams = 5;
const kerasLambda = /"class_name":\s*"(?:Lambda|__lambda__|TorchModuleWrapper|TFSMLayer)"/;

/** Whether loading this file can run code. Reads what it has to, in parts; builds and runs nothing. Fails only if the source does. */
export async function scanWeights(
  file: WeightFile,
  recognized: Recognized | undefined,
  { limit }: ScanOptions,
): Promise<Scan> {
  const context = contextOf(new Budget(limit), 0);
  const findings = [...(await scanAs(file, recognized, context)), ...(await hiddenZip(file, recognized, context))];
  return { verdict: verdictOf(findings), findings };
}

function contextOf(budget: Budget, depth: number): ScanContext {
  return {
    depth,
    budget,
    async nested(source, name) {
      if (depth >= deepest) return [notReadOn(0)];
      const head = await source.read(0, Math.min(headLength, source.size));
      const file: WeightFile = { path: name, source, head };
      const recognized = await recognizedAs(file);
      const inner = contextOf(budget, depth + 1);
      if (!recognized && !isZip(head) && !beginsLikePickle(head, 0)) return [];
      return scanAs(file, recognized, inner);
    },
  };
}

async function scanAs(
  file: WeightFile,
  recognized: Recognized | undefined,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const { source, head } = file;
  switch (recognized?.format) {
    case 'pickle':
    case 'joblib':
      return scanPickle(source, context);
    case 'torch-legacy':
      return scanPickle(source, context, { streams: legacyStreams });
    case 'compressed-pickle':
      return scanCompressed(file, recognized.metadata?.compression ?? '', context);
    case 'torch-zip':
    case 'torch-package':
    case 'keras':
    case 'numpy-zip':
    case 'zip':
      return scanZip(source, context);
    case 'numpy':
      return scanArray(file, recognized, context);
    case 'safetensors':
      return (recognized.flaws ?? []).map(({ code, message }) => ({
        code: `safetensors/${code}`,
        verdict: 'unknown',
        message,
      }));
    case 'gguf':
      return scanGguf(source, context);
    case 'onnx':
      return scanOnnx(source);
    case 'tensorflow-savedmodel':
      return scanSavedModel(source);
    case 'hdf5':
      return scanHdf5(file, context);
    case 'torch-tar':
      return scanTar(file, context);
    case '7z':
      return [
        {
          code: 'archive/unusual',
          verdict: 'dangerous',
          message:
            'This file is named like a PyTorch model but is a 7z archive, which PyTorch cannot load: a known way to get past scanners. Do not unpack or load it.',
        },
      ];
    case 'lfs-pointer':
      return [
        unknown(
          'weights/lfs-pointer',
          'Git LFS has not fetched this file, so there is nothing to check yet. Run "git lfs pull".',
        ),
      ];
    case undefined:
    case 'unknown':
      if (isZip(head)) return scanZip(source, context);
      if (beginsLikePickle(head, 0)) return scanPickle(source, context);
      return [
        ...(await scanPickle(source, context)).filter(({ verdict }) => verdict === 'dangerous'),
        unknown(
          'weights/unknown-format',
          'The content of this file is of no weight format known here, so it was not checked.',
        ),
      ];
    default:
      return [
        ...(recognized?.flaws ?? []).map(({ code, message }) => unknown(`${recognized!.format}/${code}`, message)),
        unknown(
          'weights/not-examined',
          `Files of the format ${recognized!.format} are recognized, but what they do when loaded is not examined yet.`,
        ),
      ];
  }
}

/** A zip archive at the end of a file that begins as something else: one program loads the one, another the other. */
async function hiddenZip(
  { head, source }: WeightFile,
  recognized: Recognized | undefined,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (isZip(head) || ['torch-zip', 'zip', 'keras', 'numpy-zip', 'torch-package'].includes(recognized?.format ?? ''))
    return [];
  const directory = await zipDirectory(source);
  if (!directory || directory.entries.length === 0) return [];
  const polyglot: ScanFinding = {
    code: 'weights/polyglot',
    verdict: 'suspicious',
    message:
      'This file is two things at once: an archive stands behind what it begins as, and programs disagree about which one they load.',
  };
  return [polyglot, ...(await scanZip(source, context))];
}

const inflate = (bytes: Uint8Array): Uint8Array => inflateSync(bytes, { maxOutputLength: mostUnpacked });

/** By compression: how joblib's containers are unpacked, up to a bound. */
const unpackers: Readonly<Record<string, ((bytes: Uint8Array) => Uint8Array) | undefined>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: mostUnpacked }),
  zlib: inflate,
  'joblib-zf': inflate,
  lz4: (bytes) => unpackLz4(bytes, mostUnpacked),
};

async function scanCompressed(
  { source, head }: WeightFile,
  compression: string,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const unpack = unpackers[compression];
  if (!unpack)
    return [
      unknown(
        'weights/compression',
        `This file is packed with ${compression}, which is not read here, so what it holds is not known.`,
      ),
    ];
  if (!context.budget.take(source.size * 2)) return [notReadOn(0)];
  const start = compression === 'joblib-zf' ? zfHeader(head) : 0;
  let bytes: Uint8Array;
  try {
    bytes = unpack(await source.read(start, source.size - start));
  } catch (error) {
    const isBomb = ['ERR_BUFFER_TOO_LARGE', 'absurd-length'].includes((error as { code?: string }).code ?? '');
    return [
      isBomb ? notReadOn(0) : unknown('weights/broken-compression', 'This file cannot be unpacked. Download it again.'),
    ];
  }
  if (!context.budget.take(bytes.length)) return [notReadOn(0)];
  const found = await context.nested(sourceOf(bytes), 'unpacked.pkl');
  return found.length === 0 && !beginsLikePickle(bytes, 0)
    ? [
        unknown(
          'weights/unknown-format',
          'What is packed in this file is of no weight format known here, so it was not checked.',
        ),
      ]
    : found.map((finding) => ({ ...finding, member: finding.member ?? 'unpacked' }));
}

/** joblib before 0.10: `ZF`, the length in hexadecimal digits, then zlib. */
function zfHeader(head: Uint8Array): number {
  for (let at = 2; at < 40; at++) if (head[at] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[at + 1]!)) return at;
  return 2;
}

/** An array of objects is a pickle behind the header. */
async function scanArray(
  { source, head }: WeightFile,
  { flaws = [] }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const header = npyHeader(head);
  if (flaws.length > 0 || !header)
    return [unknown('numpy/bad-header', 'The header of this array cannot be read. Download or save the file again.')];
  const body = partOf(source, header.end, source.size - header.end);
  if (header.hasObjects) {
    const found = await scanPickle(body, context, { streams: 1 });
    return found.map((finding) =>
      finding.offset === undefined ? finding : { ...finding, offset: finding.offset + header.end },
    );
  }
  const start = await body.read(0, 256);
  if (header.size !== undefined && header.size === body.size && !beginsLikePickle(start, 0)) return [];
  if (beginsLikePickle(start, 0) && header.size !== body.size) {
    return [
      {
        code: 'numpy/hidden-pickle',
        verdict: 'suspicious',
        message: 'The header of this array speaks of numbers, but a pickle follows. Do not load it with allow_pickle.',
        offset: header.end,
      },
      ...(await scanPickle(body, context)).filter(({ verdict }) => verdict !== 'unknown'),
    ];
  }
  return header.size === body.size
    ? []
    : [unknown('numpy/wrong-size', 'This array has another size than its header says.')];
}

/** HDF5 is not read yet; descriptions of layers that run code stand in it as plain text. */
async function scanHdf5({ source }: WeightFile, context: ScanContext): Promise<readonly ScanFinding[]> {
  const length = Math.min(source.size, 1 << 24);
  const text = context.budget.take(length) ? new TextDecoder('latin1').decode(await source.read(0, length)) : '';
  const [found] = kerasLambda.exec(text) ?? [];
  if (found !== undefined) {
    const message =
      'A layer of this Keras model runs code of its own when the model is loaded or used. Do not load it.';
    return [{ code: 'keras/lambda', verdict: 'dangerous', message, offset: text.indexOf(found) }];
  }
  return [
    unknown(
      'weights/not-examined',
      'Files of the format hdf5 are recognized, but links and attributes in them are not examined yet.',
    ),
  ];
}

const blockSize = 512;
const mostFiles = 1000;

/** PyTorch before 0.1.10: a tar archive whose members are pickles. */
async function scanTar({ source }: WeightFile, context: ScanContext): Promise<readonly ScanFinding[]> {
  const findings: ScanFinding[] = [];
  let offset = 0;
  for (let files = 0; offset + blockSize <= source.size; files++) {
    if (files >= mostFiles) return [...findings, notReadOn(offset)];
    const block = await source.read(offset, blockSize);
    if (block.every((byte) => byte === 0)) return findings;
    const text = (start: number, length: number): string =>
      new TextDecoder('latin1').decode(block.subarray(start, start + length)).replace(/[\0 ]+.*$/s, '');
    const size = parseInt(text(124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0 || offset + blockSize + size > source.size) break;
    const name = text(0, 100);
    const inside = size > 0 ? await context.nested(partOf(source, offset + blockSize, size), `${name}.pkl`) : [];
    findings.push(
      ...inside.map((finding) => ({ ...finding, member: finding.member ? `${name}!/${finding.member}` : name })),
    );
    offset += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return [...findings, unknown('archive/broken', 'This tar archive breaks off, so what follows is not known.')];
}

function unknown(code: string, message: string): ScanFinding {
  return { code, verdict: 'unknown', message };
}
