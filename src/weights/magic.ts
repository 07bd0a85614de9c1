import { ascii, startsWith } from '../bytes/cursor';
import type { Recognized, WeightFile } from './format';

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
  { format: 'ort', bytes: ascii('ORTM'), at: 4 },
  { format: 'rknn', bytes: ascii('RKNN') },
  { format: 'tensorrt', bytes: ascii('ptrt') },
  { format: 'tensorrt', bytes: ascii('ftrt') },
  { format: 'fasttext', bytes: Uint8Array.of(0xba, 0x16, 0x4f, 0x2f) },
  { format: 'torch7', bytes: ascii('\x04\0\0\0\x01\0\0\0\x03\0\0\0V 1') },
  { format: 'torch7', bytes: ascii('4\n1\n3\nV 1\n') },
  { format: 'cntk', bytes: ascii('B\0C\0N\0\0\0B\0V\0e\0r\0s\0i\0o\0n\0') },
];

/** Formats that are recognized only: those of GGML before GGUF, of ONNX Runtime, RKNN, TensorRT, fastText, Torch7 and CNTK. */
export function byMagic({ head }: WeightFile): Recognized | undefined {
  const found = magics.find(({ bytes, at }) => startsWith(head, bytes, at));
  return found && { format: found.format };
}
