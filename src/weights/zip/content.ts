import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { broughtCode } from '../brought-code';
import { kerasConfig } from '../keras/config';
import type { ScanContext } from '../scan-context';
import { skopsSchema } from '../skops/schema';
import { pythonSource } from './python-source';
import { scanManifest } from './torchserve';

const longestText = 1 << 26;
const longestSource = 1 << 20;
const harmless =
  /(?:^|\/)(?:version|byteorder|\.format_version|\.storage_alignment|serialization_id|extern_modules|README[^/]*|LICENSE[^/]*)$/;

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
  if (/\.py$/i.test(name)) {
    const isScript = format === 'torch-zip' && /(?:^|\/)code\//.test(name);
    return pythonSource(await text(longestSource), isScript);
  }
  const brought = await broughtCode(name, content);
  if (brought.length > 0) return brought;
  return harmless.test(name) ? [] : context.nested(content, name);
}
