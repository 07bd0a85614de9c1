/**
 * Whether bytes are a text of Python: UTF-8, in which surrogates may stand alone (`surrogatepass`). Of a text that is cut, the last
 * character may be cut too.
 */
export function isUtf8(bytes: Uint8Array, from: number, to: number, isCut = false): boolean {
  for (let at = from; at < to; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    if (more === 0 || (at + more >= to && !isCut)) return false;
    const second = at + 1 < to ? bytes[at + 1]! : 0x90;
    if ((lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f))
      return false;
    const last = Math.min(at + more, to - 1);
    while (at < last) if ((bytes[++at]! & 0xc0) !== 0x80) return false;
  }
  return true;
}
