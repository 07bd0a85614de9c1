import { ByteError } from '../bytes/cursor';
import type { ScanFinding } from '../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from './format';
import { headFields, headText } from './protobuf/head';
import { MessageReader } from './protobuf/reader';
import { unread } from './scan-context';

const mostFields = 5_000_000;
/** Pieces, how it was trained, how texts are prepared, a test, and how they are put together again. */
const greatestField = 5;

/** The vocabulary of a tokenizer: https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto */
export function sentencepiece(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.model', '.spm')) return undefined;
  const [first, second] = headFields(file);
  if (first?.number !== 1 || typeof first.value !== 'object' || second?.number !== 1) return undefined;
  const piece = headFields({ path: '', source: file.source, head: first.value });
  return headText(piece, 1) !== '' && piece[1]?.number === 2 ? { format: 'sentencepiece' } : undefined;
}

/** Nothing in it runs, whatever words it knows. */
export async function scanSentencepiece({ source }: WeightFile): Promise<readonly ScanFinding[]> {
  const broken = unread(
    'sentencepiece/broken',
    'This vocabulary breaks off or holds what is no part of one. Download it again.',
  );
  try {
    const fields = await new MessageReader(source, mostFields).fields(0, source.size);
    return fields.every(({ number }) => number <= greatestField) ? [] : [broken];
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return [{ ...broken, offset: error.offset }];
  }
}
