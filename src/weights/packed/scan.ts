import type { ByteError } from '../../bytes/cursor';
import { partOf, type ByteSource } from '../../bytes/source';
import { isZip } from '../../bytes/zip';
import type { ScanFinding } from '../../domain/scan';
import type { Recognized, WeightFile } from '../format';
import { beginsLikePickle } from '../pickle/embedded';
import { within } from '../findings';
import { codeInBytes } from '../held-code';
import { recognizedAs } from '../recognize';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { foundIn, unpackWithin } from '../unpacking';
import { packings } from './packings';
import { nameInside } from './recognize';

const headLength = 65_536;

/** What is in a file that is packed as a whole, as far as it can be unpacked: a loader runs what comes first before it sees what is broken. */
export async function scanPacked(
  { source, path }: WeightFile,
  { format, metadata: { compression = '' } = {} }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const unpack = packings.find(({ name }) => name === compression)?.unpack;
  if (!unpack)
    return [
      unread(
        'packed/unknown',
        `This file is packed with ${compression}, which is not read here, so what it holds is not known.`,
      ),
    ];
  const content = await unpackWithin(context.budget, unpack, source);
  if (!content) return [notReadOn(0)];
  const { end, error } = content;
  const findings: ScanFinding[] = error ? [broken(error)] : [];
  const name = format === 'compressed-pickle' ? 'unpacked.pkl' : nameInside(path);
  const inside = await context.nested(content, name);
  if (!error && !(await isKnown(content, name)))
    findings.push(...(await codeInBytes('packed', content, context.budget)), nothingKnown);
  findings.push(...within('unpacked', await foundIn(content, inside, 0)));
  if (!error && end < source.size) {
    findings.push(behind(end));
    findings.push(...(await context.nested(partOf(source, end, source.size - end), path)));
  }
  return findings;
}

async function isKnown(source: ByteSource, path: string): Promise<boolean> {
  const head = await source.read(0, headLength);
  return isZip(head) || beginsLikePickle(head, 0) || (await recognizedAs({ path, source, head })) !== undefined;
}

const nothingKnown = unread(
  'weights/unknown-format',
  'What is packed in this file is of no weight format known here, so it was not checked.',
);

function broken({ code, offset }: ByteError): ScanFinding {
  if (code === 'too-large') return notReadOn(offset);
  const why: Partial<Record<ByteError['code'], string>> = {
    truncated: 'This packed file breaks off. Download it again.',
    'wrong-checksum': 'This packed file does not hold what went into it: its checksum is wrong. Download it again.',
    unsupported: 'This file is packed in a way that is not read here, so what it holds is not known.',
  };
  const message = why[code] ?? 'This file cannot be unpacked to its end. Download it again.';
  return { ...unread(`packed/${code}`, message), offset };
}

function behind(offset: number): ScanFinding {
  return {
    code: 'packed/trailing-bytes',
    verdict: 'suspicious',
    message: 'Bytes stand behind the packed content of this file, where unpackers do not look.',
    offset,
  };
}
