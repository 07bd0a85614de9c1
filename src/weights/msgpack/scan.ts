import { ByteError } from '../../bytes/cursor';
import { partOf } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings, within } from '../findings';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { codeInText } from '../held-code';
import { beginsLikePickle } from '../pickle/embedded';
import { unread, type ScanContext } from '../scan-context';
import { flaxExtensions } from './flax';
import { Items } from './items';

const shortestCode = 8;
const longestCode = 1 << 16;

/** The parameters of Flax and JAX in MessagePack: a map at the top. https://github.com/msgpack/msgpack/blob/master/spec.md */
export function msgpack(file: WeightFile): Recognized | undefined {
  const first = file.head[0] ?? 0;
  const isMap = (first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf;
  return hasEnding(file, '.msgpack', '.flax', '.orbax', '.jax') && isMap ? { format: 'msgpack' } : undefined;
}

/** Passes over every item. MessagePack holds data alone; what an extension of another kind means is up to who reads it. */
export async function scanMsgpack(
  { source }: WeightFile,
  { format }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const findings = new Findings();
  const items = new Items(source, {
    extension(type, offset) {
      if (!flaxExtensions.has(type)) findings.add(extension(type, offset));
    },
    async bytes(offset, length) {
      if (length < shortestCode) return;
      const start = await source.read(offset, Math.min(length, longestCode));
      const found = beginsLikePickle(start, 0)
        ? within(`bytes at ${offset}`, await context.nested(partOf(source, offset, length), 'bytes'))
        : codeInText(format, 'text', new TextDecoder('latin1').decode(start), offset);
      for (const finding of found) findings.add(finding);
    },
  });
  try {
    await items.pass();
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add({
      ...unread('msgpack/broken', 'This file breaks off or holds what is no MessagePack. Download it again.'),
      offset: error.offset,
    });
  }
  return findings.all;
}

function extension(type: number, offset: number): ScanFinding {
  const message = `This file holds extensions of MessagePack of a kind (${type}) that Flax does not write, so what they do is not known.`;
  return { code: 'msgpack/extension', verdict: 'unknown', message, offset, data: { type } };
}
