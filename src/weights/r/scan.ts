import { ByteError, Cursor } from '../../bytes/cursor';
import { unpackWhole, type Unpacked } from '../../bytes/unpacked';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import type { Recognized, WeightFile } from '../format';
import { packingOf } from '../packed/packings';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { RWalk, type OpenPromise } from './walk';

const mostUnpacked = 1 << 28;
const longestOpening = 16;
/** Functions of R that run commands or code, or reach files and the network. */
const harmful =
  /^(?:system2?|shell(?:\.exec)?|pipe|eval(?:q|\.parent)?|parse|source|sys\.source|do\.call|dyn\.load|library\.dynam|loadNamespace|\.(?:Call|External2?|C|Internal)|download\.file|url|socketConnection|unlink|file(?:\.remove|\.rename|\.copy)?|writeLines|readRDS|load|Sys\.setenv|install\.packages|setHook|reg\.finalizer)$/;

/** R data holds values; a promise in it is code that R runs as soon as somebody looks at the value. */
export async function scanR(
  { source }: WeightFile,
  _: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (source.size > mostUnpacked || !budget.take(source.size)) return [notReadOn(0)];
  const findings = new Findings();
  try {
    const packed = await source.read(0, source.size);
    const whole: Unpacked = { bytes: packed, end: packed.length };
    const unpack = packingOf(packed)?.unpack;
    const limit = Math.min(mostUnpacked, budget.left, budget.unpacking.read);
    const { bytes, error } = unpack ? await unpackWhole(unpack, source, limit) : whole;
    budget.unpacking.read -= bytes.length;
    if (!budget.take(error?.code === 'too-large' ? Infinity : bytes.length)) return [notReadOn(0)];
    for (const promise of promisesIn(bytes)) findings.add(judged(promise));
    if (error) throw error;
  } catch {
    findings.add(
      unread('r/broken', 'This R data breaks off or holds what is not known here, so it was not read to its end.'),
    );
  }
  return findings.all;
}

/** Behind the opening: the version of the format, of R, of the oldest R that reads it; from version 3 on, an encoding. */
function promisesIn(bytes: Uint8Array): readonly OpenPromise[] {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, longestOpening)).indexOf('X\n');
  const cursor = new Cursor(bytes.subarray(start + 2), start + 2, false);
  const version = cursor.u32();
  cursor.skip(8);
  if (version === 3) cursor.skip(cursor.u32());
  const walk = new RWalk(cursor);
  walk.item();
  if (cursor.left > 0) throw new ByteError('bad-magic', cursor.offset);
  return walk.promises;
}

function judged({ symbols, offset }: OpenPromise): ScanFinding {
  const called = symbols.find((name) => harmful.test(name));
  return called === undefined
    ? {
        code: 'r/promise',
        verdict: 'suspicious',
        message:
          'This R data holds code that R runs as soon as its value is looked at. Load it only if you trust its maker.',
        offset,
      }
    : {
        code: 'r/dangerous-promise',
        verdict: 'dangerous',
        message: `This R data calls ${called.slice(0, 60)} as soon as its value is looked at. Do not load it.`,
        offset,
        data: { call: called.slice(0, 60) },
      };
}
