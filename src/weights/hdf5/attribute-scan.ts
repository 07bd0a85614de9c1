import { sourceOf } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { kerasConfig } from '../keras/config';
import type { ScanContext } from '../scan-context';
import type { Attribute } from './attribute';
import { contents, textOf } from './contents';
import { scanBytes } from './dataset-scan';
import type { GlobalHeap } from './global-heap';

/** The attributes in which Keras keeps what it builds a model from. */
const configs: ReadonlySet<string> = new Set(['model_config', 'training_config']);
const glance = 4096;

/** What a loader would run of an attribute: Keras builds models from some, PyTables unpickles others. */
export async function scanAttribute(
  heap: GlobalHeap,
  path: string,
  attribute: Attribute,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const found: ScanFinding[] = [];
  const data = { object: path, attribute: attribute.name };
  for (const bytes of await contents(heap, attribute)) {
    found.push(...(await scanBytes(sourceOf(bytes), `${path}@${attribute.name}`, context)));
    if (!configs.has(attribute.name) && !looksLikeConfig(bytes)) continue;
    found.push(...kerasConfig(textOf(bytes)).map((finding) => ({ ...finding, data: { ...finding.data, ...data } })));
  }
  return found;
}

function looksLikeConfig(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b && textOf(bytes.subarray(0, glance)).includes('"class_name"');
}
