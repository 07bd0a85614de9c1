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
  { format: 'executorch', bytes: ascii('ET12'), at: 4 },
  { format: 'ort', bytes: ascii('ORTM'), at: 4 },
  { format: 'rknn', bytes: ascii('RKNN') },
  { format: 'tensorrt', bytes: ascii('ptrt') },
  { format: 'tensorrt', bytes: ascii('ftrt') },
  { format: 'mxnet', bytes: Uint8Array.of(0x12, 1, 0, 0, 0, 0, 0, 0) },
];

/** Formats that are recognized only: of GGML, ExecuTorch, ONNX Runtime, RKNN, TensorRT and MXNet. */
export function byMagic({ head }: WeightFile): Recognized | undefined {
  const found = magics.find(({ bytes, at }) => startsWith(head, bytes, at));
  return found && { format: found.format };
}
