import { sourceOf } from '../../src/bytes/source';
import { recognizedAs } from '../../src/weights/recognize';
import { findingsOf } from './findings-of';

/** What a scan says of a file of this name and content: its format, then `verdict: code`, with the first fact of each finding. */
export async function scanned(
  path: string,
  content: string | Uint8Array | readonly number[],
): Promise<readonly string[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content);
  const recognized = await recognizedAs({ path, source: sourceOf(bytes), head: bytes.subarray(0, 65_536) });
  const said = (await findingsOf(path, bytes)).map(({ code, verdict, data = {} }) =>
    [`${verdict}: ${code}`, ...Object.values(data)].slice(0, 2),
  );
  return [recognized?.format ?? 'unrecognized', ...said.map((words) => words.join(' '))];
}
