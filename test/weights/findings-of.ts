import { sourceOf } from '../../src/bytes/source';
import type { ScanFinding } from '../../src/domain/scan';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';

/** What is found in a file of this name. */
export async function findingsOf(path: string, bytes: Uint8Array, limit = 1 << 24): Promise<readonly ScanFinding[]> {
  const source = sourceOf(bytes);
  const file = { path, source, head: await source.read(0, 65_536) };
  return (await scanWeights(file, await recognizedAs(file), { limit })).findings;
}

/** Code and member of each finding, in one line. */
export function brief(findings: readonly ScanFinding[]): readonly string[] {
  return findings.map(({ code, member }) => (member === undefined ? code : `${code} in ${member}`));
}
