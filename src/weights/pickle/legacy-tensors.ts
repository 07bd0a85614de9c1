import { Cursor } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { notReadOn, unread } from '../scan-context';
import type { Resolve } from './joblib';
import { endOf } from './listing';
import { literalWindow, readLiteral } from './literal';
import type { StreamsBefore } from './scan';
import { opcodes } from './opcodes';
import { Global, Tuple, type Value } from './values';

/** In bytes, of an item in a storage, by the class of that. */
const widths: ReadonlyMap<string, number> = new Map([
  ...classes(16, 'ComplexDouble'),
  ...classes(8, 'Double', 'Long', 'ComplexFloat'),
  ...classes(4, 'Float', 'Int', 'QInt32'),
  ...classes(2, 'Half', 'Short', 'BFloat16'),
  ...classes(1, 'Char', 'Byte', 'Bool', 'QInt8', 'QUInt8', 'QUInt4x2', 'QUInt2x4', 'Untyped', '_Untyped'),
]);
const inLists: ReadonlySet<string> = new Set([
  ...['PROTO', 'FRAME', 'EMPTY_LIST', 'MARK', 'APPEND', 'APPENDS', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE', 'STOP'],
]);
const protocol = 1001;
const protoLength = 2;
const countLength = 8;
const longestKeys = 1 << 26;

/** Of a storage, as the pickle names it: how many items, and how wide. */
interface Storage {
  readonly items: number;
  readonly width: number;
}

function classes(width: number, ...names: readonly string[]): readonly (readonly [string, number])[] {
  return names.map((name) => [`${name}Storage`, width]);
}

/**
 * What stands behind the five pickles of `torch.save` before 1.6: of each storage that the last one lists the number of its items,
 * then the items, up to the end of the file. https://github.com/pytorch/pytorch/blob/main/torch/serialization.py (_legacy_save)
 */
export async function tensorsBehind(
  source: ByteSource,
  streams: StreamsBefore,
  resolve: Resolve,
): Promise<readonly ScanFinding[]> {
  const { starts, end, persistent } = streams;
  if (!persistent || end - starts.at(-1)! > longestKeys) return [notReadOn(end)];
  if ((await isProtocol(source, streams)) && (await fit(source, streams, await storagesOf(persistent, resolve))))
    return [];
  const message =
    'The tensors behind the pickles of this file are not those that the pickles name, or do not end where the file does. Download it again.';
  return [{ ...unread('pickle/broken-tensors', message), offset: end }];
}

async function isProtocol(source: ByteSource, { starts }: StreamsBefore): Promise<boolean> {
  return readLiteral(await source.read(starts[1]! + protoLength, literalWindow), 0) === protocol;
}

async function fit(
  source: ByteSource,
  { starts, end }: StreamsBefore,
  storages: ReadonlyMap<string, Storage> | undefined,
): Promise<boolean> {
  const listAt = starts.at(-1)!;
  let at = end;
  const keys = textsOf(await source.read(listAt, end - listAt));
  for (const key of keys ?? []) {
    const storage = storages?.get(key);
    const count = await source.read(at, countLength);
    if (!storage || count.length < countLength) return false;
    if (new Cursor(count, at).u64() !== BigInt(storage.items)) return false;
    at += countLength + storage.items * storage.width;
  }
  return keys !== undefined && storages !== undefined && at === source.size;
}

/** By key, from ids such as `('storage', torch.FloatStorage, '0', 'cpu', 6, None)`; `undefined` where one is none of these. */
async function storagesOf(
  persistent: readonly Value[],
  resolve: Resolve,
): Promise<ReadonlyMap<string, Storage> | undefined> {
  const storages = new Map<string, Storage>();
  for (const id of persistent) {
    const [word, type, key, , items, ...more] = id instanceof Tuple ? id.items : [];
    const [kind, name, count] = [await resolve(word), await resolve(key), await resolve(items)];
    if (kind === 'module' && items === undefined) continue;
    const width = type instanceof Global ? widths.get(type.name) : undefined;
    if (
      kind !== 'storage' ||
      more.length !== 1 ||
      width === undefined ||
      typeof name !== 'string' ||
      !Number.isSafeInteger(count)
    )
      return undefined;
    if (!storages.has(name)) storages.set(name, { items: count as number, width });
  }
  return storages;
}

/** The texts of a list that holds nothing else. */
function textsOf(bytes: Uint8Array): readonly string[] | undefined {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at = endOf(bytes, at)) {
    const text = readLiteral(bytes, at);
    if (typeof text === 'string') texts.push(text);
    else if (!inLists.has(opcodes.get(bytes[at]!)?.name ?? '')) return undefined;
  }
  return texts;
}
