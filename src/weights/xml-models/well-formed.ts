/** https://www.w3.org/TR/xml/#sec-well-formed, as far as parsers without a schema refuse what is not. */

const name = String.raw`[:_\p{ID_Start}][-.:\xB7\p{ID_Continue}]*`;
const unknownCharacter = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/;
const doctype = /<!DOCTYPE\s[^[>]*(?:\[[^]*?\]\s*)?>/y;
const comment = /<!--(?:[^-]|-[^-])*-->/y;
const section = /<!\[CDATA\[[^]*?\]\]>/y;
const instruction = new RegExp(String.raw`<\?(?![Xx][Mm][Ll][\s?])${name}(?:\s[^]*?)?\?>`, 'uy');
const opening = new RegExp(`<(${name})`, 'uy');
const attribute = new RegExp(String.raw`\s+(${name})\s*=\s*(?:"([^<"]*)"|'([^<']*)')`, 'uy');
const tagEnd = /\s*(\/?)>/y;
const closing = new RegExp(String.raw`</(${name})\s*>`, 'uy');
const characters = /[^<]+/y;
const code = String.raw`#0*(?:9|10|13|3[2-9]|[4-9]\d|[1-9]\d{2,6})|#x0*(?:9|[aAdD]|[2-9a-fA-F][\da-fA-F]|[1-9a-fA-F][\da-fA-F]{2,5})`;
const anyReference = new RegExp(String.raw`&(?!(?:[\w:][-.:\w]*|${code});)`);
const knownReference = new RegExp(`&(?!(?:lt|gt|amp|quot|apos|${code});)`);

/** Whether each element is closed where it has to be, and nothing stands where it may not. Entities that it declares may stand in it. */
export function isWellFormed(text: string): boolean {
  if (unknownCharacter.test(text)) return false;
  const open: string[] = [];
  let hasRoot = false;
  const reference = /<!ENTITY\s/.test(text) ? anyReference : knownReference;
  let at = declaration.exec(text)?.[0].length ?? 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? undefined;
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    const plain = take(characters);
    if (plain && !isText(plain[0], open.length > 0, reference)) return false;
    if (at === text.length || take(comment) || take(instruction)) continue;
    if (open.length > 0 ? take(section) : !hasRoot && take(doctype)) continue;
    const end = take(closing);
    if (end && open.pop() !== end[1]) return false;
    if (end) continue;
    const start = take(opening);
    if (!start || (hasRoot && open.length === 0)) return false;
    hasRoot = true;
    if (!areAttributes(take, reference)) return false;
    const tag = take(tagEnd);
    if (!tag) return false;
    if (tag[1] === '') open.push(start[1]!);
  }
  return hasRoot && open.length === 0;
}

function isText(text: string, isInside: boolean, reference: RegExp): boolean {
  return isInside ? !text.includes(']]>') && !reference.test(text) : /^\s*$/.test(text);
}

function areAttributes(take: (pattern: RegExp) => RegExpExecArray | undefined, reference: RegExp): boolean {
  const names = new Set<string>();
  for (let found = take(attribute); found; found = take(attribute)) {
    const [, key = '', double, single] = found;
    if (names.has(key) || reference.test(double ?? single ?? '')) return false;
    names.add(key);
  }
  return true;
}
