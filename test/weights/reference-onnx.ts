type Shape = Readonly<Record<number, string>>;

/** Fields by message and number: a message, `text`, `bytes`, or `i`, `f`, `d` for numbers, in capitals where they may be packed. */
const messages: Readonly<Record<string, Shape>> = {
  model: { 1: 'i', 2: 'text', 3: 'text', 4: 'text', 5: 'i', 6: 'text', 7: 'graph', 8: 'opset', 14: 'pair' },
  opset: { 1: 'text', 2: 'i' },
  pair: { 1: 'text', 2: 'text' },
  graph: { 1: 'node', 2: 'text', 5: 'tensor', 10: 'text', 11: 'value', 12: 'value', 13: 'value', 16: 'pair' },
  node: { 1: 'text', 2: 'text', 3: 'text', 4: 'text', 5: 'attribute', 6: 'text', 7: 'text', 8: 'text', 9: 'pair' },
  attribute: {
    1: 'text',
    2: 'f',
    3: 'i',
    4: 'bytes',
    5: 'tensor',
    6: 'graph',
    7: 'F',
    8: 'I',
    9: 'bytes',
    13: 'text',
    20: 'i',
  },
  tensor: {
    1: 'I',
    2: 'i',
    4: 'F',
    5: 'I',
    6: 'bytes',
    7: 'I',
    8: 'text',
    9: 'bytes',
    10: 'D',
    11: 'I',
    12: 'text',
    14: 'i',
  },
  value: { 1: 'text', 2: 'type', 3: 'text', 4: 'pair' },
  type: { 1: 'array', 6: 'text' },
  array: { 1: 'i', 2: 'sides' },
  sides: { 1: 'side' },
  side: { 1: 'i', 2: 'text', 3: 'text' },
};
const wires: Readonly<Record<string, number>> = { i: 0, d: 1, f: 5 };

// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- it refers to itself
interface Read {
  readonly [number: number]: readonly (number | string | Buffer | Read)[];
}

/** Whether `onnx.checker` takes a model of a main graph with nodes, tensors and types of tensors, apart from what operators there are. */
export function acceptsOnnx(bytes: Uint8Array): boolean {
  try {
    const model = read(Buffer.from(bytes), 'model');
    const version = Number(last(model, 1));
    if (!(version >= 3 && version <= 15) || !model[7] || !model[8]) return false;
    const sets = model[8].map((set) => last(set as Read, 1) ?? '');
    if (model[8].some((set) => !(Number(last(set as Read, 2)) > 0))) return false;
    return isWired(last(model, 7) as Read, sets);
  } catch {
    return false;
  }
}

function isWired(graph: Read, sets: readonly unknown[]): boolean {
  const list = (message: Read, number: number): readonly Read[] => (message[number] ?? []) as readonly Read[];
  const known = new Set<string>();
  const isNew = (name: unknown): boolean =>
    typeof name === 'string' && name !== '' && known.size < known.add(name).size;
  const isTyped = (value: Read): boolean => Number(last(last(last(value, 2) as Read, 1) as Read, 1)) > 0;
  if (!last(graph, 2)) return false;
  if (!list(graph, 11).every((input) => isNew(last(input, 1)) && isTyped(input))) return false;
  if (!list(graph, 5).every((tensor) => isNew(last(tensor, 8)) && isTensor(tensor))) return false;
  for (const node of list(graph, 1)) {
    if (!last(node, 4) || !sets.includes(last(node, 7) ?? '')) return false;
    if (!(node[1] ?? []).every((name) => name === '' || known.has(name as string))) return false;
    if (!list(node, 5).every(isAttribute) || !(node[2] ?? []).every((name) => name === '' || isNew(name))) return false;
  }
  return list(graph, 12).every((output) => known.has(last(output, 1) as string) && isTyped(output));
}

function isAttribute(attribute: Read): boolean {
  const fields = [2, 3, 4, 5, 6, 7, 8, 9];
  const used = fields.filter((number) => attribute[number]);
  const own = fields[Number(last(attribute, 20)) - 1];
  return !!last(attribute, 1) && own !== undefined && used.every((number) => number === own);
}

function isTensor(tensor: Read): boolean {
  const [field, width] = ({ 1: [4, 4], 7: [7, 8], 11: [10, 8] } as Record<number, [number, number]>)[
    Number(last(tensor, 2))
  ]!;
  const used = [4, 5, 6, 7, 9, 10, 11].filter((number) => tensor[number]);
  const count = (tensor[1] ?? []).reduce<number>((product, side) => product * Number(side), 1);
  const raw = last(tensor, 9) as Buffer | undefined;
  if (count === 0) return used.length === 0;
  return used.length === 1 && (raw ? raw.length === count * width : used[0] === field);
}

function last(message: Read, number: number): Read[number][number] | undefined {
  return message[number]?.at(-1);
}

/** Reads a message; fails where it is none. */
function read(view: Buffer, name: string): Read {
  const found: Record<number, (number | string | Buffer | Read)[]> = {};
  let at = 0;
  const varint = (): number => {
    for (let value = 0n, shift = 0n; shift < 70n; shift += 7n) {
      const byte = view.readUInt8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw new RangeError();
  };
  const take = (length: number): Buffer => {
    if (length < 0 || at + length > view.length) throw new RangeError();
    return view.subarray((at += length) - length, at);
  };
  while (at < view.length) {
    const tag = varint();
    const [number, wire] = [tag >>> 3, tag & 7];
    const type = messages[name]?.[number];
    if (type === undefined) throw new TypeError();
    const own = wires[type.toLowerCase()] ?? 2;
    if (wire !== own && !(wire === 2 && /^[IDF]$/.test(type))) throw new TypeError();
    const into = (found[number] ??= []);
    if (wire === 0) into.push(varint());
    else if (wire !== 2) into.push(take(wire === 1 ? 8 : 4).length);
    else {
      const content = take(varint());
      if (type === 'text') into.push(new TextDecoder('utf-8', { fatal: true }).decode(content));
      else if (type in messages) into.push(read(content, type));
      else if (type === 'I') into.push(...packed(content));
      else if (type !== 'bytes' && content.length % (type === 'D' ? 8 : 4) !== 0) throw new RangeError();
      else into.push(content);
    }
  }
  return found;
}

function packed(content: Buffer): readonly number[] {
  if (content.length > 0 && content.at(-1)! >= 128) throw new RangeError();
  const numbers: number[] = [];
  for (let value = 0, scale = 1, at = 0; at < content.length; at++) {
    value += (content[at]! & 127) * scale;
    scale *= 128;
    if (scale > 2 ** 70) throw new RangeError();
    if (content[at]! < 128) numbers.push(value);
    if (content[at]! < 128) [value, scale] = [0, 1];
  }
  return numbers;
}
