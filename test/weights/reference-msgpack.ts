/** Whether bytes are one item of MessagePack and no more, as Flax writes it: https://github.com/msgpack/msgpack/blob/master/spec.md */
export function acceptsMsgpack(bytes: Uint8Array): boolean {
  try {
    decode(Buffer.from(bytes));
    return true;
  } catch {
    return false;
  }
}

function decode(view: Buffer): unknown {
  let at = 0;
  const number = (width: number): number => view.readUIntBE((at += width) - width, width);
  const take = (length: number): Buffer => {
    if (at + length > view.length) throw new RangeError();
    return view.subarray((at += length) - length, at);
  };
  const text = (length: number): string => new TextDecoder('utf-8', { fatal: true }).decode(take(length));
  const list = (count: number): unknown[] => Array.from({ length: count > view.length ? NaN : count }, item);
  const map = (count: number): void => {
    for (let left = count; left > 0; left--) {
      const key = item();
      if (typeof key !== 'string' && !Buffer.isBuffer(key)) throw new TypeError();
      item();
    }
  };
  const extension = (length: number): void => {
    const type = number(1);
    const content = take(length);
    if (type !== 1 && type !== 3) return;
    const [shape, name, data] = decode(content) as [number[], string, Buffer];
    const width = new Map(Object.entries({ float32: 4, float64: 8, int8: 1, uint8: 1 })).get(name);
    if (data.length !== shape.reduce((product, side) => product * side, width!)) throw new RangeError();
  };

  function item(): unknown {
    const byte = number(1);
    const length = (first: number): number => number(2 ** (byte - first));
    if (byte <= 0x7f || byte >= 0xe0) return byte;
    if (byte <= 0x8f) return map(byte & 15);
    if (byte <= 0x9f) return list(byte & 15);
    if (byte <= 0xbf) return text(byte & 31);
    if (byte >= 0xc4 && byte <= 0xc6) return take(length(0xc4));
    if (byte >= 0xc7 && byte <= 0xc9) return extension(length(0xc7));
    if (byte >= 0xca && byte <= 0xd3) return void take([4, 8, 1, 2, 4, 8, 1, 2, 4, 8][byte - 0xca]!);
    if (byte >= 0xd4 && byte <= 0xd8) return extension(2 ** (byte - 0xd4));
    if (byte >= 0xd9 && byte <= 0xdb) return text(length(0xd9));
    if (byte === 0xdc || byte === 0xdd) return list(number(byte === 0xdc ? 2 : 4));
    if (byte === 0xde || byte === 0xdf) return map(number(byte === 0xde ? 2 : 4));
    if (byte !== 0xc0 && byte !== 0xc2 && byte !== 0xc3) throw new TypeError();
    return undefined;
  }

  const whole = item();
  if (at !== view.length) throw new RangeError();
  return whole;
}
