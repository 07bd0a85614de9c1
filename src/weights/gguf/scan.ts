import { ByteError, Cursor } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { templateFindings } from '../chat-template/findings';
import { codeInText } from '../held-code';
import { notReadOn, type ScanContext } from '../scan-context';
import { readStart, readTensors, type GgufReader } from './header';
import { isLittleEndian } from './recognize';

const firstWindow = 1 << 20;
const longestHeader = 1 << 29;
/** `tokenizer.chat_template`, those with a name of their own, and whatever else is called a template. */
const templateKey = /template|jinja/i;

/** Reads the whole header of a GGUF file: its pairs, its tensors, and the chat templates. The tensors themselves are never read. */
export async function scanGguf(source: ByteSource, context: ScanContext): Promise<readonly ScanFinding[]> {
  for (let length = firstWindow; ; length *= 8) {
    const wanted = Math.min(length, source.size);
    if (length > longestHeader || !context.budget.take(wanted)) return [notReadOn(0)];
    const bytes = await source.read(0, wanted);
    const findings: ScanFinding[] = [];
    try {
      readHeader(bytes, source.size, findings);
      return findings;
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      if (error.code === 'truncated' && bytes.length < source.size) continue;
      return [...findings, broken(error.code, error.offset)];
    }
  }
}

/** Puts what it has to say among the findings, up to where the header cannot be read on: there it fails with a `ByteError`. */
function readHeader(bytes: Uint8Array, size: number, findings: ScanFinding[]): void {
  const cursor = new Cursor(bytes, 0, isLittleEndian(bytes));
  const reader: GgufReader = {
    pair: (key, value, offset) => {
      if (templateKey.test(key)) findings.push(...templateFindings(value, key));
      else findings.push(...codeInText('gguf', key, value, offset));
    },
    flaw: (code, offset) => findings.push(broken(code, offset)),
  };
  const data = readTensors(cursor, readStart(cursor, reader), reader);
  if (data.size !== undefined && data.size > 0 && data.start + data.size > size)
    findings.push(broken('truncated', cursor.offset));
}

function broken(code: string, offset: number): ScanFinding {
  return { code: `gguf/${code}`, verdict: 'unknown', message: messages[code] ?? contradiction, offset };
}

const contradiction = 'The header of this file contradicts itself or what GGUF allows. Download the file again.';

/** By code, where there is more to say. */
const messages: Readonly<Record<string, string | undefined>> = {
  truncated: 'This file ends before its header or its last tensor does. Download it again.',
  'duplicate-key':
    'The header of this file has a key twice, so programs disagree about its value. Download the file again.',
  'old-version': 'This file is of the first version of GGUF, which is no longer loaded. Convert the model anew.',
  'unknown-type':
    'A tensor of this file is of a type that is not known here, so the size of the file could not be checked.',
};
