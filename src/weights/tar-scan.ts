import { partOf } from '../bytes/source';
import type { ScanFinding } from '../domain/scan';
import type { Recognized, WeightFile } from './format';
import { notReadOn, unread, type ScanContext } from './scan-context';

const blockSize = 512;
const mostFiles = 1000;

/** PyTorch before 0.1.10: a tar archive whose members are pickles. */
export async function scanTar(
  { source }: WeightFile,
  _: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const findings: ScanFinding[] = [];
  let offset = 0;
  for (let files = 0; offset + blockSize <= source.size; files++) {
    if (files >= mostFiles) return [...findings, notReadOn(offset)];
    const block = await source.read(offset, blockSize);
    if (block.every((byte) => byte === 0)) return findings;
    const text = (start: number, length: number): string =>
      new TextDecoder('latin1').decode(block.subarray(start, start + length)).replace(/[\0 ]+.*$/s, '');
    const size = parseInt(text(124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0 || offset + blockSize + size > source.size) break;
    const name = text(0, 100);
    const inside = size > 0 ? await context.nested(partOf(source, offset + blockSize, size), `${name}.pkl`) : [];
    findings.push(
      ...inside.map((finding) => ({ ...finding, member: finding.member ? `${name}!/${finding.member}` : name })),
    );
    offset += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return [...findings, unread('archive/broken', 'This tar archive breaks off, so what follows is not known.')];
}
