import type { WeightsMention } from '../domain/mention';
import type { Slice } from '../text/place';

const weightFile =
  /\.(?:safetensors|pkl|pickle|joblib|ptl?|pth|ckpt|bin|onnx|h5|hdf5|keras|pb|tflite|gguf|npy|npz|mar|nemo)$/i;

/** A path that names a weight file by its ending; none for other files, templates and URLs. */
export function weightPath(path: Slice | undefined, by: string): readonly WeightsMention[] {
  if (!path || !weightFile.test(path.text) || /[${}]|^[a-z]\w+:\/\//i.test(path.text)) return [];
  return [{ kind: 'weights', path, by }];
}

/** An address of the web at which a weight file lies, by its ending. */
export function weightAddress(address: Slice, by: string): readonly WeightsMention[] {
  const [, file] = /^(https?:\/\/[^\s?#${}<>]+)(?:[?#][^\s${}<>]*)?$/i.exec(address.text.slice(0, 1000)) ?? [];
  return file !== undefined && weightFile.test(file) ? [{ kind: 'weights', path: address, by }] : [];
}
