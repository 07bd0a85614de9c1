/** A tag that opens an element, with its attributes; entities in their values stay as they are written. */
export interface XmlTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** In characters. */
  readonly offset: number;
  /** The text from this tag to the next. */
  readonly text: string;
}

const mostTags = 2_000_000;
const longestSubset = 1 << 16;
/** What is not closed reaches to the end, so that nothing is gone through twice. */
const token =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g;
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The opening tags of an XML text, as far as 2,000,000; names without their prefix. Nothing is resolved or fetched. */
export function* xmlTags(text: string): Generator<XmlTag> {
  let count = 0;
  for (const match of text.matchAll(token)) {
    const [whole, name, inside = ''] = match;
    if (name === undefined) continue;
    if (++count > mostTags) return;
    const end = match.index + whole.length;
    const next = text.indexOf('<', end);
    yield {
      name: name.replace(/^.*:/, ''),
      attributes: new Map([...inside.matchAll(attribute)].map(([, key, a, b]) => [key!, a ?? b ?? ''])),
      offset: match.index,
      text: text.slice(end, next < 0 ? text.length : next),
    };
  }
}

/** The first tag of a text that begins as XML does. */
export function xmlRoot(text: string): XmlTag | undefined {
  if (!/^\uFEFF?\s*<[?!A-Za-z]/.test(text)) return undefined;
  for (const tag of xmlTags(text)) return tag;
  return undefined;
}

/** Where what may stand before a document type ends: what a comment or a text further on says of one counts for nothing. */
function prologEnd(text: string): number {
  const before = /(?:\uFEFF|\s|<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$))*/y;
  before.exec(text);
  return before.lastIndex;
}

/** Entities that a document type declares: parsers that resolve them read files, fetch addresses, or fill memory. */
export function xmlEntities(text: string): readonly { readonly isExternal: boolean; readonly offset: number }[] {
  const start = prologEnd(text);
  if (!text.startsWith('<!DOCTYPE', start)) return [];
  const subset = text.slice(start, start + longestSubset);
  const declared = [...subset.matchAll(/<!ENTITY\s+(?:%\s+)?[\w.:-]+\s+(SYSTEM|PUBLIC)?/g)].map((match) => ({
    isExternal: match[1] !== undefined,
    offset: start + match.index,
  }));
  const isExternal = /^<!DOCTYPE\s+[\w.:-]+\s+(?:SYSTEM|PUBLIC)\s+(?:"[^"]*"\s*)?["'](?:file|ftp|https?):/i.test(
    subset,
  );
  return isExternal ? [...declared, { isExternal, offset: start }] : declared;
}
