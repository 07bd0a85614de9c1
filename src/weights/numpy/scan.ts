import { partOf } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import type { Recognized, WeightFile } from '../format';
import { beginsLikePickle } from '../pickle/embedded';
import { scanPickle } from '../pickle/scan';
import { unread, type ScanContext } from '../scan-context';
import { npyHeader } from './recognize';

/** An array of objects is a pickle behind the header. */
export async function scanArray(
  { source, head }: WeightFile,
  { flaws = [] }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const header = npyHeader(head);
  if (flaws.length > 0 || !header)
    return [unread('numpy/bad-header', 'The header of this array cannot be read. Download or save the file again.')];
  const body = partOf(source, header.end, source.size - header.end);
  if (header.hasObjects) {
    const found = await scanPickle(body, context, { streams: 1 });
    return found.map((finding) =>
      finding.offset === undefined ? finding : { ...finding, offset: finding.offset + header.end },
    );
  }
  const start = await body.read(0, 256);
  if (header.size !== undefined && header.size === body.size && !beginsLikePickle(start, 0)) return [];
  if (beginsLikePickle(start, 0) && header.size !== body.size) {
    return [
      {
        code: 'numpy/hidden-pickle',
        verdict: 'suspicious',
        message: 'The header of this array speaks of numbers, but a pickle follows. Do not load it with allow_pickle.',
        offset: header.end,
      },
      ...(await scanPickle(body, context)).filter(({ verdict }) => verdict !== 'unknown'),
    ];
  }
  return header.size === body.size
    ? []
    : [unread('numpy/wrong-size', 'This array has another size than its header says.')];
}
