import { gunzipSync, inflateSync } from 'node:zlib';
import { unpackLz4 } from '../bytes/lz4';
import { sourceOf } from '../bytes/source';
import type { ScanFinding } from '../domain/scan';
import type { Recognized, WeightFile } from './format';
import { beginsLikePickle } from './pickle/embedded';
import { notReadOn, unread, type ScanContext } from './scan-context';

const mostUnpacked = 1 << 28;

const inflate = (bytes: Uint8Array): Uint8Array => inflateSync(bytes, { maxOutputLength: mostUnpacked });

/** By compression: how joblib's containers are unpacked, up to a bound. */
const unpackers: Readonly<Record<string, ((bytes: Uint8Array) => Uint8Array) | undefined>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: mostUnpacked }),
  zlib: inflate,
  'joblib-zf': inflate,
  lz4: (bytes) => unpackLz4(bytes, mostUnpacked),
};

/** A pickle that joblib has packed as a whole: https://joblib.readthedocs.io/en/stable/persistence.html */
export async function scanCompressed(
  { source, head }: WeightFile,
  { metadata: { compression = '' } = {} }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const unpack = unpackers[compression];
  if (!unpack)
    return [
      unread(
        'weights/compression',
        `This file is packed with ${compression}, which is not read here, so what it holds is not known.`,
      ),
    ];
  if (!context.budget.take(source.size * 2)) return [notReadOn(0)];
  const start = compression === 'joblib-zf' ? zfHeader(head) : 0;
  let bytes: Uint8Array;
  try {
    bytes = unpack(await source.read(start, source.size - start));
  } catch (error) {
    const isBomb = ['ERR_BUFFER_TOO_LARGE', 'absurd-length'].includes((error as { code?: string }).code ?? '');
    return [
      isBomb ? notReadOn(0) : unread('weights/broken-compression', 'This file cannot be unpacked. Download it again.'),
    ];
  }
  if (!context.budget.take(bytes.length)) return [notReadOn(0)];
  const found = await context.nested(sourceOf(bytes), 'unpacked.pkl');
  return found.length === 0 && !beginsLikePickle(bytes, 0)
    ? [
        unread(
          'weights/unknown-format',
          'What is packed in this file is of no weight format known here, so it was not checked.',
        ),
      ]
    : found.map((finding) => ({ ...finding, member: finding.member ?? 'unpacked' }));
}

/** joblib before 0.10: `ZF`, the length in hexadecimal digits, then zlib. */
function zfHeader(head: Uint8Array): number {
  for (let at = 2; at < 40; at++) if (head[at] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[at + 1]!)) return at;
  return 2;
}
