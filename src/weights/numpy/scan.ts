import { ByteError } from '../../bytes/cursor';
import { partOf, type ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import type { Recognized, WeightFile } from '../format';
import { beginsLikePickle } from '../pickle/embedded';
import { scanPickle } from '../pickle/scan';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { npyHeader, type NpyHeader } from './header';

const mostArrays = 10_000;
const longestHead = 16_384;

/** An array of objects is a pickle behind the header. More arrays may follow in the same file. */
export async function scanArray(
  { source }: WeightFile,
  _: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const findings: ScanFinding[] = [];
  let start = 0;
  for (let arrays = 0; start < source.size; arrays++) {
    if (arrays >= mostArrays) return [...findings, notReadOn(start)];
    const header = headerOf(await source.read(start, longestHead));
    if (!header) return [...findings, arrays === 0 ? badHeader : trailing(start)];
    const body = start + header.end;
    if (header.hasObjects) {
      const found = await scanPickle(partOf(source, body, source.size - body), context);
      return [...findings, ...found.map((finding) => shifted(finding, body))];
    }
    if (body + header.size > source.size)
      return [...findings, ...(await hiddenPickle(source, body, context)), tooShort];
    const end = body + header.size;
    const isOnly = arrays === 0 && end < source.size;
    if (isOnly) findings.push(...(await hiddenPickle(source, body, context)));
    start = end;
  }
  return findings;
}

const badHeader = unread(
  'numpy/bad-header',
  'The header of this array cannot be read. Download or save the file again.',
);

const tooShort = unread(
  'numpy/wrong-size',
  'This array ends before all items that its header speaks of. Download it again.',
);

function trailing(offset: number): ScanFinding {
  return { ...unread('numpy/wrong-size', 'Bytes that are no array stand behind the last item.'), offset };
}

function headerOf(bytes: Uint8Array): NpyHeader | undefined {
  try {
    return npyHeader(bytes);
  } catch (error) {
    if (error instanceof ByteError) return undefined;
    throw error;
  }
}

/** A pickle where numbers should stand. */
async function hiddenPickle(source: ByteSource, offset: number, context: ScanContext): Promise<readonly ScanFinding[]> {
  if (!beginsLikePickle(await source.read(offset, 256), 0)) return [];
  const found = await scanPickle(partOf(source, offset, source.size - offset), context);
  return [
    {
      code: 'numpy/hidden-pickle',
      verdict: 'suspicious',
      message: 'The header of this array speaks of numbers, but a pickle follows. Do not load it with allow_pickle.',
      offset,
    },
    ...found.filter(({ verdict }) => verdict !== 'unknown').map((finding) => shifted(finding, offset)),
  ];
}

function shifted(finding: ScanFinding, by: number): ScanFinding {
  return finding.offset === undefined ? finding : { ...finding, offset: finding.offset + by };
}
