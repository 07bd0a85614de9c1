import { ascii, startsWith } from '../bytes/cursor';
import { hasEnding, type Recognized, type WeightFile } from './format';

/** Formats of which the first bytes say enough. */

interface Magic {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly at?: number;
}

const magics: readonly Magic[] = [
  { format: 'ggml', bytes: ascii('lmgg') },
  { format: 'ggml', bytes: ascii('fmgg') },
  { format: 'ggml', bytes: ascii('tjgg') },
  { format: 'executorch', bytes: ascii('ET12'), at: 4 },
  { format: 'ort', bytes: ascii('ORTM'), at: 4 },
  { format: 'rknn', bytes: ascii('RKNN') },
  { format: 'tensorrt', bytes: ascii('ptrt') },
  { format: 'tensorrt', bytes: ascii('ftrt') },
  { format: 'mxnet', bytes: Uint8Array.of(0x12, 1, 0, 0, 0, 0, 0, 0) },
];

const compressions: readonly Magic[] = [
  { format: 'gzip', bytes: Uint8Array.of(0x1f, 0x8b) },
  { format: 'bzip2', bytes: ascii('BZh') },
  { format: 'xz', bytes: Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00) },
  { format: 'lzma', bytes: Uint8Array.of(0x5d, 0x00, 0x00) },
  { format: 'lz4', bytes: Uint8Array.of(0x04, 0x22, 0x4d, 0x18) },
  { format: 'zlib', bytes: Uint8Array.of(0x78, 0x01) },
  { format: 'zlib', bytes: Uint8Array.of(0x78, 0x5e) },
  { format: 'zlib', bytes: Uint8Array.of(0x78, 0x9c) },
  { format: 'zlib', bytes: Uint8Array.of(0x78, 0xda) },
  { format: 'joblib-zf', bytes: ascii('ZF') },
];

const sevenZip = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);

/** Formats that are recognized only: of GGML, ExecuTorch, ONNX Runtime, RKNN, TensorRT and MXNet. */
export function byMagic({ head }: WeightFile): Recognized | undefined {
  const found = magics.find(({ bytes, at }) => startsWith(head, bytes, at));
  return found && { format: found.format };
}

/** What only counts in a file with the name of a weight file: compressed pickles, and archives that hide from scanners. */
export function byMagicAndName(file: WeightFile): Recognized | undefined {
  const { head } = file;
  const compression = compressions.find(({ bytes }) => startsWith(head, bytes));
  if (compression && hasEnding(file, '.joblib', '.pkl', '.pickle', '.dill', '.gz', '.z', '.bz2', '.xz')) {
    return { format: 'compressed-pickle', metadata: { compression: compression.format } };
  }
  if (!hasEnding(file, '.pt', '.pth', '.ckpt')) return undefined;
  if (startsWith(head, sevenZip)) return { format: '7z' };
  return startsWith(head, ascii('ustar'), 257) ? { format: 'torch-tar' } : undefined;
}
