import type { ByteSource } from '../../bytes/source';
import type { ZipEntry } from '../../bytes/zip';
import { Budget } from '../scan-context';
import { zipMember } from '../zip/member';
import { describeConfig, describeSaver, type Entry } from './describe';

const longestDescription = 1 << 23;

/** What the members of a `.keras` file say of the model in it: https://keras.io/guides/serialization_and_saving/ */
export async function describeArchive(source: ByteSource, entries: readonly ZipEntry[]): Promise<readonly Entry[]> {
  const budget = new Budget(longestDescription);
  const text = async (member: string): Promise<string> => {
    const entry = entries.find(({ name }) => name === member);
    const content = entry && (await zipMember(source, entry, budget)).content;
    return content ? new TextDecoder().decode(await content.read(0, Math.min(content.size, longestDescription))) : '';
  };
  return [...describeSaver(await text('metadata.json')), ...describeConfig(await text('config.json'))];
}
