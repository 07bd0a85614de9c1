import type { ByteSource } from '../bytes/source';
import type { ScanFinding } from '../domain/scan';
import { codeIn, isCodeText, isPackedCode } from './code-text';
import type { Budget } from './scan-context';

const windowSize = 1 << 20;
/** So that no text is missed which stands across two windows. */
const overlap = 512;
/** In bytes; texts of a model stand before its numbers. */
const mostRead = 1 << 24;
const longestName = 100;
const mostValues = 5_000_000;

/** The finding for a text that is a program or a command, plain or in Base64; nothing where it is neither. `offset` in bytes. */
export function codeInText(format: string, name: string, text: string, offset?: number): readonly ScanFinding[] {
  if (!isCodeText(text) && !isPackedCode(text)) return [];
  return [found(format, `The entry "${name.slice(0, longestName)}" of this file`, offset)];
}

/** The same of each text in a JSON value, of the fields that are told of, however deep they lie. */
export function codeInJson(
  format: string,
  value: unknown,
  isTold: (key: string) => boolean = () => true,
): readonly ScanFinding[] {
  const waiting: (readonly [key: string, value: unknown])[] = [['', value]];
  for (let count = 0; waiting.length > 0 && count < mostValues; count++) {
    const [key, one] = waiting.pop()!;
    if (typeof one === 'string') {
      const code = codeInText(format, key, one);
      if (code.length > 0) return code;
    } else if (typeof one === 'object' && one !== null)
      for (const [name, inner] of Object.entries(one))
        if (isTold(name)) waiting.push([Array.isArray(one) ? key : name, inner]);
  }
  return [];
}

/** The first program or command among bytes that may be anything, as far as 16 MB. */
export async function codeInBytes(format: string, source: ByteSource, budget: Budget): Promise<readonly ScanFinding[]> {
  const end = Math.min(source.size, mostRead);
  for (let at = 0; at < end && budget.take(Math.min(windowSize, end - at)); at += windowSize - overlap) {
    const text = new TextDecoder('latin1').decode(await source.read(at, windowSize));
    const index = codeIn(text);
    if (index !== undefined) return [found(format, 'A text in this file', at + index)];
  }
  return [];
}

function found(format: string, what: string, offset: number | undefined): ScanFinding {
  return {
    code: `${format}/held-code`,
    verdict: 'dangerous',
    message: `${what} is a program or a command, where a model has names and numbers. Do not use it with programs that evaluate what they read.`,
    ...(offset !== undefined && { offset }),
  };
}
