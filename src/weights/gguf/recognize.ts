import { ascii, ByteError, Cursor, startsWith } from '../../bytes/cursor';
import { shortMetadata, type Flaw, type Recognized, type WeightFile } from '../format';
import { readStart } from './header';

const magic = ascii('GGUF');
const tokenizerKey = 'tokenizer.ggml.model';

/** The byte order of a file, by its version: the version is a small number. */
export function isLittleEndian(head: Uint8Array): boolean {
  return head[4] !== 0 || head[5] !== 0;
}

/** Reads the counts, the `general.*` pairs and the kind of tokenizer, as far as they stand in the first bytes of the file. */
export function gguf({ head, source }: WeightFile): Recognized | undefined {
  if (!startsWith(head, magic)) return undefined;
  const facts: [string, string][] = [];
  const flaws: Flaw[] = [];
  try {
    readStart(new Cursor(head, 0, isLittleEndian(head)), {
      version: (version) => facts.push(['version', String(version)]),
      counts: (tensors, pairs) => facts.push(['tensors', String(tensors)], ['pairs', String(pairs)]),
      pair: (key, value) => {
        if (key.startsWith('general.') || key === tokenizerKey) facts.push([key, value]);
      },
    });
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    const isWindowEnd = error.code === 'truncated' && head.length < source.size;
    if (!isWindowEnd) flaws.push(flawOf(error));
  }
  return { format: 'gguf', metadata: shortMetadata(facts), flaws };
}

function flawOf({ code, offset }: ByteError): Flaw {
  if (code === 'truncated') return { code, message: 'The file ends before its header does. Download it again.' };
  if (code === 'absurd-length') return { code, message: `The header claims an impossible length at byte ${offset}.` };
  return {
    code: 'bad-header',
    message: `The header holds a version, type or name at byte ${offset} that GGUF does not know.`,
  };
}
