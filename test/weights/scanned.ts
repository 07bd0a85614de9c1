import { sourceOf } from '../../src/bytes/source';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';

/** What a scan says of a file of this name and content: its format, then `verdict: code`, with the first fact of each finding. */
export async function scanned(
  path: string,
  content: string | Uint8Array | readonly number[],
): Promise<readonly string[]> {
  const head = typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content);
  const file = { path, source: sourceOf(head), head: head.subarray(0, 65_536) };
  const recognized = await recognizedAs(file);
  const { findings } = await scanWeights(file, recognized, { limit: 1 << 24 });
  const said = findings.map(({ code, verdict, data = {} }) =>
    [`${verdict}: ${code}`, ...Object.values(data)].slice(0, 2),
  );
  return [recognized?.format ?? 'unrecognized', ...said.map((words) => words.join(' '))];
}
