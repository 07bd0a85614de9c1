import { bytesOf, global, long, short, stackGlobal, u32 } from './assemble';

const noise = '\xa5';

/** An array as joblib writes it, with its bytes in the midst of the pickle. */
export function joblibSample(): Uint8Array {
  const dtype = `${stackGlobal('numpy', 'dtype')}${short('f8')}\x89\x88\x87R`;
  const state = `}(${short('shape')}K\x02\x85${short('dtype')}${dtype}${short('numpy_array_alignment_bytes')}K\x10u`;
  const wrapper = `${stackGlobal('joblib.numpy_pickle', 'NumpyArrayWrapper')})\x81${state}b`;
  return bytesOf(`\x80\x04}${short('weights')}${wrapper}\x05${noise.repeat(5 + 2 * 8)}s.`);
}

/** The five pickles of `torch.save` before 1.6, and the parts that they are made of. */
export const legacyTorch = {
  magic: '\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.',
  protocol: '\x80\x02M\xe9\x03.',
  system: '\x80\x02}.',
  /** An id of a storage with so many items. */
  storage: (kind: string, key: string, items: number): string =>
    `(${long('storage')}${global('torch', kind)}${long(key)}${long('cpu')}K${String.fromCharCode(items)}NtQ`,
  keys: (...names: readonly string[]): string => `\x80\x02](${names.map(long).join('')}e.`,
  /** A storage of so many items, none of which looks like a number. */
  tensor: (count: number, width: number): string => `${u32(count)}${u32(0)}${noise.repeat(count * width)}`,
};

export function legacyTorchSample(): Uint8Array {
  const { magic, protocol, system, storage, keys, tensor } = legacyTorch;
  const model = `\x80\x02}(${long('a')}${storage('FloatStorage', '0', 3)}${long('b')}${storage('LongStorage', '1', 2)}u.`;
  return bytesOf(`${magic}${protocol}${system}${model}${keys('0', '1')}${tensor(3, 4)}${tensor(2, 8)}`);
}
