import type { Reading, ReadProblem, TensorList, WeightFacts } from '../domain/document';
import { verdictOf, type ScanFinding } from '../domain/scan';

/**
 * The reading that an entry of the cache holds; `undefined` where it is not one that was written under this key. What is not as
 * it should be makes the whole entry count for nothing, and the verdict is drawn anew from the findings.
 */
export function cachedReading(bytes: Uint8Array, key: string): Reading | 'none' | undefined {
  const entry = parsed(bytes);
  if (!isRecord(entry) || entry.key !== key) return undefined;
  if (entry.reading === null) return 'none';
  const { mentions, problems, weights } = isRecord(entry.reading) ? entry.reading : {};
  const [mention, ...others] = Array.isArray(mentions) ? (mentions as readonly unknown[]) : [];
  if (!isRecord(mention) || others.length > 0 || typeof mention.by !== 'string' || !isRecord(weights)) return undefined;
  const facts = factsOf(weights);
  if (!facts || !isListOf(problems, isProblem)) return undefined;
  const start = { text: '', start: 0, end: 0 };
  return { mentions: [{ kind: 'weights', path: start, by: mention.by }], problems, weights: facts };
}

function factsOf({ format, size, metadata, scan, tensors }: Record<string, unknown>): WeightFacts | undefined {
  if (typeof format !== 'string' || typeof size !== 'number' || !isTexts(metadata) || !isRecord(scan)) return undefined;
  const { findings } = scan;
  if (!isListOf(findings, isFinding) || (tensors !== undefined && !isTensorList(tensors))) return undefined;
  return { format, size, metadata, scan: { verdict: verdictOf(findings), findings }, ...(tensors && { tensors }) };
}

function isFinding(value: unknown): value is ScanFinding {
  if (!isRecord(value)) return false;
  const { code, verdict, message, member, offset, data } = value;
  return (
    typeof code === 'string' &&
    typeof message === 'string' &&
    (verdict === 'suspicious' || verdict === 'dangerous' || verdict === 'unknown') &&
    (member === undefined || typeof member === 'string') &&
    (offset === undefined || typeof offset === 'number') &&
    (data === undefined || isRecord(data))
  );
}

function isProblem(value: unknown): value is ReadProblem {
  if (!isRecord(value)) return false;
  return typeof value.code === 'string' && typeof value.message === 'string' && value.start === 0 && value.end === 0;
}

function isTensorList(value: unknown): value is TensorList {
  return isRecord(value) && typeof value.bytes === 'number' && isListOf(value.names, (one) => typeof one === 'string');
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string');
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
