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
];

/** Formats that are recognized only: those of GGML before GGUF, of ONNX Runtime, RKNN and TensorRT. */
export function byMagic({ head }: WeightFile): Recognized | undefined {
  const found = magics.find(({ bytes, at }) => startsWith(head, bytes, at));
  return found && { format: found.format };
}
