/** What the lines of protocol 0 hold, as Python's C unpickler reads them. */

const letters = new TextDecoder('latin1');

/** With prefixes, underscores, signs and spaces; octal digits may follow a zero, as C has them. */
const integer = /^\s*[+-]?(?:0x(?:_?[0-9a-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*|0[0-7]+)L?\s*$/i;
const longestFloat = 10_000;
const float = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)\r?$/i;
/** Behind a backslash: what the codec `raw-unicode-escape` takes for a character, up to U+10FFFF; what bytes can be. */
const characterEscape = /^(?:u[\da-fA-F]{4}|U00(?:0[\da-fA-F]|10)[\da-fA-F]{4}|[^uU]|$)/;
const byteEscape = /^(?:x[\da-fA-F]{2}|[^x])/;
const longestEscape = 9;

/** Whether the line from `from` to `end` can stand behind its opcode. */
export function isLineOf(opcode: number, bytes: Uint8Array, from: number, end: number): boolean {
  switch (opcode) {
    case 0x56: // UNICODE
      return areEscapes(bytes.subarray(from, end), characterEscape);
    case 0x53: // STRING
      return isQuoted(bytes.subarray(from, bytes[end - 1] === 0x0d ? end - 1 : end));
    case 0x46: // FLOAT
      return end - from <= longestFloat && float.test(letters.decode(bytes.subarray(from, end)));
    default: // INT, LONG
      return isPlainNumber(bytes, from, end) || integer.test(letters.decode(bytes.subarray(from, end)));
  }
}

function isQuoted(line: Uint8Array): boolean {
  const quote = line[0];
  const isClosed = line.length > 1 && (quote === 0x27 || quote === 0x22) && line.at(-1) === quote;
  return isClosed && areEscapes(line.subarray(1, -1), byteEscape);
}

/** Whether each backslash, with what stands behind it, is an escape. */
function areEscapes(line: Uint8Array, escape: RegExp): boolean {
  for (let at = line.indexOf(0x5c); at >= 0; at = line.indexOf(0x5c, at + 2)) {
    if (!escape.test(letters.decode(line.subarray(at + 1, at + 1 + longestEscape)))) return false;
  }
  return true;
}

/** Digits alone, as nearly all numbers are written; `00` and `01` are how protocol 1 writes booleans. */
function isPlainNumber(bytes: Uint8Array, from: number, end: number): boolean {
  const last = bytes[end - 1] === 0x4c ? end - 1 : end;
  let at = bytes[from] === 0x2d ? from + 1 : from;
  if (at >= last || (bytes[at] === 0x30 && last - at > 1)) return false;
  while (at < last && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at++;
  return at === last;
}
