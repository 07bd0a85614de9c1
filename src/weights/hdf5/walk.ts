import { ByteError } from '../../bytes/cursor';
import type { Hdf5File } from './file';
import { messageTypes } from './message-types';
import { objectAt, type Hdf5Object } from './object';
import { messagesOf } from './object-header';

/** An object that was reached, or why it could not be read. */
export type Step =
  { readonly path: string; readonly object: Hdf5Object } | { readonly path: string; readonly error: ByteError };

const mostObjects = 200_000;

/** All objects that can be reached from the root by hard links, each once. What cannot be read does not end the walk. */
export async function* walk(file: Hdf5File): AsyncGenerator<Step> {
  const { root, base, isOpen, driver, extension } = file.superblock;
  if (isOpen || driver !== undefined) yield { path: '/', error: new ByteError('unsupported', base) };
  if (extension !== undefined) yield* settings(file, extension);
  const waiting = [{ path: '', address: root }];
  const seen = new Set([root]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, address } = next;
    try {
      const object = await objectAt(file, address);
      yield { path: path || '/', object };
      for (const link of object.links) {
        if (link.kind !== 'object' || seen.has(link.address)) continue;
        if (seen.size >= mostObjects) throw new ByteError('too-large', base + address);
        seen.add(link.address);
        waiting.push({ path: `${path}/${link.name}`, address: link.address });
      }
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      yield { path: path || '/', error };
      if (error.code === 'too-large') return;
    }
  }
}

/** Settings of the whole file: drivers and cached metadata would show other bytes than those that stand here. */
async function* settings(file: Hdf5File, address: number): AsyncGenerator<Step> {
  const other: readonly number[] = [messageTypes.driver, messageTypes.cacheImage];
  try {
    for (const { type, fields } of await messagesOf(file, address))
      if (other.includes(type)) throw new ByteError('unsupported', fields.base);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    yield { path: '/', error };
  }
}
