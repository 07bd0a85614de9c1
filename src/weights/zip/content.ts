import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { kerasConfig } from '../keras/config';
import { isProgram } from '../programs';
import type { ScanContext } from '../scan-context';
import { skopsSchema } from '../skops/schema';
import { pythonSource } from './python-source';
import { scanManifest } from './torchserve';

const longestText = 1 << 26;
const longestSource = 1 << 20;
const harmless =
  /(?:^|\/)(?:version|byteorder|\.format_version|\.storage_alignment|serialization_id|extern_modules|README[^/]*|LICENSE[^/]*)$/;

const longestMark = 1024;

const broughtProgram: ScanFinding = {
  code: 'archive/program',
  verdict: 'suspicious',
  message:
    'This file brings a program or library for the machine along, where a model needs none. Do not run or load it.',
};

/** What a member of an archive does when a loader of that format takes it in. */
export async function scanContent(
  format: string,
  name: string,
  content: ByteSource,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const text = async (limit: number): Promise<string> => new TextDecoder().decode(await content.read(0, limit));
  if (name === 'config.json' || (format === 'keras' && name.endsWith('/config.json')))
    return kerasConfig(await text(longestText));
  if (format === 'skops' && name === 'schema.json') return skopsSchema(await text(longestText));
  if (format === 'torchserve' && name === 'MAR-INF/MANIFEST.json') return scanManifest(content);
  if (name.endsWith('.py')) {
    const isScript = format === 'torch-zip' && /(?:^|\/)code\//.test(name);
    return pythonSource(await text(longestSource), isScript);
  }
  if (isProgram(await content.read(0, Math.min(longestMark, content.size)))) return [broughtProgram];
  return harmless.test(name) ? [] : context.nested(content, name);
}
