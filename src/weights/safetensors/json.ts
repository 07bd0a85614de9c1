/** What of the text of a header strict readers refuse, though `JSON.parse` does not; `undefined` where there is nothing. */
export interface JsonFlaw {
  readonly code: 'duplicate-key' | 'bad-header';
  readonly about: string;
}

const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]|-?\d[\d.eE+-]*/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * The first name that stands twice, number that is no plain count, or half of a character: JSON readers keep one of two names in
 * silence, and disagree about the others.
 */
export function jsonFlaw(text: string): JsonFlaw | undefined {
  const open: Set<string>[] = [];
  for (const [found, word, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '}') open.pop();
    else if (word === undefined) {
      if (!/^(?:0|[1-9]\d*)$/.test(found)) return { code: 'bad-header', about: found };
    } else {
      const name = word.includes('\\') ? (JSON.parse(`"${word}"`) as string) : word;
      if (loneSurrogate.test(name)) return { code: 'bad-header', about: name };
      const names = colon === undefined ? undefined : open.at(-1);
      if (names?.has(name)) return { code: 'duplicate-key', about: name };
      names?.add(name);
    }
  }
  return undefined;
}
