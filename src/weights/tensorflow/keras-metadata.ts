import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { kerasConfig } from '../keras/config';
import { MessageReader } from '../protobuf/reader';
import { unread } from '../scan-context';

const mostFields = 1_000_000;
const longestMetadata = 1 << 26;

/**
 * What Keras builds from the `keras_metadata.pb` beside a SavedModel: each layer by a description in JSON.
 * https://github.com/keras-team/keras/blob/v2.15.0/keras/protobuf/saved_metadata.proto
 */
export async function scanKerasMetadata(source: ByteSource): Promise<readonly ScanFinding[]> {
  const reader = new MessageReader(source, mostFields);
  const findings = new Findings();
  try {
    for (const node of await reader.fields(0, source.size)) {
      if (node.number !== 1) continue;
      const metadata = (await reader.fields(node.start, node.end)).find(({ number }) => number === 5);
      if (!metadata || metadata.end === metadata.start) continue;
      if (metadata.end - metadata.start > longestMetadata) throw new ByteError('absurd-length', metadata.start);
      const text = new TextDecoder().decode(await source.read(metadata.start, metadata.end - metadata.start));
      for (const finding of kerasConfig(text)) findings.add({ ...finding, offset: metadata.start });
    }
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(
      unread(
        'tensorflow/broken',
        'This description of a Keras model breaks off, so what it builds is not known to its end.',
      ),
    );
  }
  return findings.all;
}
