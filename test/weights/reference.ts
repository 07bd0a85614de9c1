/**
 * Whether a file is one of its format, decided a second time from the specification alone, in the plainest way: nothing is shared
 * with what is tested.
 */

/** https://huggingface.co/docs/safetensors and its validator. */
export function acceptsSafetensors(bytes: Uint8Array): boolean {
  try {
    const view = viewOf(bytes);
    const length = Number(view.getBigUint64(0, true));
    if (length > 100_000_000 || 8 + length > bytes.length) return false;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, 8 + length));
    const { __metadata__: metadata, ...tensors } = JSON.parse(text) as Record<string, Tensor>;
    if (metadata && Object.values(metadata).some((value) => typeof value !== 'string')) return false;
    // Numbers are whole and written out.
    if (/[\d.][eE.]|-\d/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ''))) return false;
    let end = 0;
    for (const tensor of Object.values(tensors).sort(
      (a, b) => a.data_offsets[0]! - b.data_offsets[0]! || a.data_offsets[1]! - b.data_offsets[1]!,
    )) {
      const bits = new Map(
        Object.entries({ F64: 64, I64: 64, F32: 32, I32: 32, F16: 16, BF16: 16, U8: 8, I8: 8, BOOL: 8, F4: 4 }),
      ).get(tensor.dtype);
      const [begin, stop] = tensor.data_offsets;
      const size = (tensor.shape.reduce((product, one) => product * count(one), 1) * bits!) / 8;
      if (tensor.data_offsets.length !== 2 || count(begin) !== end || count(stop) - count(begin) !== size) return false;
      end = count(stop);
    }
    return 8 + length + end === bytes.length;
  } catch {
    return false;
  }
}

interface Tensor {
  readonly dtype: 'F64' | 'I64' | 'F32' | 'I32' | 'F16' | 'BF16' | 'U8' | 'I8' | 'BOOL' | 'F4';
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Error('no count');
  return value;
}

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md and ggml's `gguf.cpp`, for versions 2 and 3. */
export function acceptsGguf(bytes: Uint8Array): boolean {
  try {
    const view = viewOf(bytes);
    let at = 0;
    const isLittle = view.getUint16(4, true) !== 0;
    const u32 = (): number => view.getUint32((at += 4) - 4, isLittle);
    const u64 = (): number => {
      const value = view.getBigUint64((at += 8) - 8, isLittle);
      if (value > 2n ** 53n) throw new Error('absurd');
      return Number(value);
    };
    const text = (): string => {
      const length = u64();
      if (at + length > bytes.length) throw new Error('cut');
      return Buffer.from(bytes.subarray((at += length) - length, at)).toString('latin1');
    };
    const widths = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
    if (Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== 'GGUF') return false;
    at = 4;
    const version = u32();
    if (version !== 2 && version !== 3) return false;
    const [tensors, pairs] = [u64(), u64()];
    const keys = new Set<string>();
    let alignment = 32;
    const skip = (type: number): void => {
      if (type === 8) return void text();
      if (!widths[type]) throw new Error('type');
      at += widths[type];
      if (at > bytes.length) throw new Error('cut');
    };
    for (let pair = 0; pair < pairs; pair++) {
      const key = text();
      if (key === '' || keys.has(key)) return false;
      keys.add(key);
      const type = u32();
      if (key === 'general.alignment') {
        if (type !== 4) return false;
        alignment = view.getUint32(at, isLittle);
        if (alignment === 0 || (alignment & (alignment - 1)) !== 0) return false;
      }
      if (type !== 9) skip(type);
      else {
        const inner = u32();
        for (let left = u64(); left > 0; left--) skip(inner);
      }
    }
    const names = new Set<string>();
    const pad = (value: number): number => Math.ceil(value / alignment) * alignment;
    let [next, end] = [0, 0];
    for (let tensor = 0; tensor < tensors; tensor++) {
      const name = text();
      if (name.length > 63 || names.has(name)) return false;
      names.add(name);
      const dimensions = Array.from({ length: bounded(u32(), 4) }, u64);
      const [elements, width] = (
        { 0: [1, 4], 1: [1, 2], 2: [32, 18], 8: [32, 34], 12: [256, 144], 30: [1, 2] } as Record<
          number,
          [number, number]
        >
      )[u32()]!;
      const total = dimensions.reduce((product, one) => product * one, 1);
      if (total === 0 || total > Number.MAX_SAFE_INTEGER || (dimensions[0] ?? 1) % elements !== 0 || u64() !== next)
        return false;
      end = next + (total / elements) * width;
      next = pad(end);
    }
    return at <= bytes.length && (tensors === 0 || pad(at) + end <= bytes.length);
  } catch {
    return false;
  }
}

function bounded(value: number, most: number): number {
  if (value > most) throw new Error('absurd');
  return value;
}

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, for the plain types of the samples; a file may hold several arrays. */
export function acceptsNpy(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const [head = '', major = '', minor = ''] = /^\x93NUMPY([^])([^])/.exec(text) ?? [];
  if (head === '' || !'\x01\x02\x03'.includes(major) || minor !== '\0') return false;
  const wide = major === '\x01' ? 2 : 4;
  if (bytes.length < 8 + wide) return false;
  const length = wide === 2 ? viewOf(bytes).getUint16(8, true) : viewOf(bytes).getUint32(8, true);
  const header = text.slice(8 + wide, 8 + wide + length);
  const written = /^\s*\{(.*)\}\s*$/s.exec(header)?.[1];
  if (header.length !== length || length > 10_000 || written === undefined) return false;
  const descr = [...written.matchAll(/['"]descr['"]\s*:\s*('[^']*'|"[^"]*"|\[(?:'[^']*'|"[^"]*"|[^[\]'"])*\])/g)];
  const order = [...written.matchAll(/['"]fortran_order['"]\s*:\s*(True|False)\s*[,]?/g)];
  const shape = [...written.matchAll(/['"]shape['"]\s*:\s*\(([\d, ]*)\)/g)];
  if (descr.length !== 1 || order.length !== 1 || shape.length !== 1) return false;
  const types = [
    ...descr[0]![1]!.matchAll(/['"][<>|=]?([biufcaSUVMm])(\d+)(?:\[\w+\])?['"]\s*(?:,\s*\(([\d,\s]*)\))?/g),
  ];
  // Objects are a pickle, about which the header says nothing.
  if (/['"][<>|=]?O\d*['"]/.test(descr[0]![1]!)) return true;
  if (types.length === 0) return false;
  const counts = (list: string | undefined): number =>
    (list ?? '').split(',').reduce((product, one) => product * (one.trim() ? Number(one) : 1), 1);
  const item = types.reduce(
    (sum, [, letter, size, repeats]) => sum + Number(size) * (letter === 'U' ? 4 : 1) * counts(repeats),
    0,
  );
  const end = 8 + wide + length + item * counts(shape[0]![1]);
  return bytes.length === end || (bytes.length > end && acceptsNpy(bytes.subarray(end)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
