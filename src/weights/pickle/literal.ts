/** A literal as it stands in the file, decoded; `undefined` where it is none, or is cut. */
export type Literal = string | number | boolean | null | Uint8Array;

const longest = 2048;

/** How many bytes are enough to decode any literal that is decoded. */
export const literalWindow = longest + 16;

/** Decodes the literal whose opcode stands at `at`. Texts and bytes of more than 2,048 bytes are cut. */
export function readLiteral(bytes: Uint8Array, at: number): Literal | undefined {
  switch (bytes[at] ?? -1) {
    case 0x4e:
      return null;
    case 0x88:
      return true;
    case 0x89:
      return false;
    case 0x4b:
      return bytes[at + 1];
    case 0x4d:
      return at + 2 < bytes.length ? bytes[at + 1]! | (bytes[at + 2]! << 8) : undefined;
    case 0x4a:
      return at + 4 < bytes.length ? u32(bytes, at + 1) | 0 : undefined;
    case 0x47:
      return at + 8 < bytes.length ? new DataView(bytes.buffer, bytes.byteOffset).getFloat64(at + 1, false) : undefined;
    case 0x8a:
      return longOf(cut(bytes, at + 2, bytes[at + 1]));
    case 0x49:
      return integerOf(line(bytes, at + 1));
    case 0x4c:
    case 0x46:
      return numberOf(line(bytes, at + 1));
    case 0x53:
      return unescaped(
        line(bytes, at + 1)
          ?.trim()
          .slice(1, -1),
      );
    case 0x56:
      return withUnicode(line(bytes, at + 1));
    case 0x55:
    case 0x8c:
      return text(cut(bytes, at + 2, bytes[at + 1]));
    case 0x54:
    case 0x58:
      return text(cut(bytes, at + 5, u32(bytes, at + 1)));
    case 0x8d:
      return text(cut(bytes, at + 9, u64(bytes, at + 1)));
    case 0x43:
      return cut(bytes, at + 2, bytes[at + 1]);
    case 0x42:
      return cut(bytes, at + 5, u32(bytes, at + 1));
    case 0x8e:
    case 0x96:
      return cut(bytes, at + 9, u64(bytes, at + 1));
    default:
      return undefined;
  }
}

function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
}

function cut(bytes: Uint8Array, at: number, length: number | undefined): Uint8Array | undefined {
  const end = at + Math.min(length ?? 0, longest);
  return length === undefined || end > bytes.length ? undefined : bytes.subarray(at, end);
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function line(bytes: Uint8Array, at: number): string | undefined {
  const end = bytes.subarray(at, at + longest).indexOf(10);
  return end < 0 ? undefined : new TextDecoder('latin1').decode(bytes.subarray(at, at + end));
}

/** `01` and `00` are how protocol 1 writes booleans. */
function integerOf(written: string | undefined): Literal | undefined {
  const word = written?.trim();
  return word === '01' ? true : word === '00' ? false : numberOf(word);
}

function numberOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number(written.trim().replace(/L$/, ''));
}

function longOf(bytes: Uint8Array | undefined): number | undefined {
  if (!bytes) return undefined;
  const size = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
  return (bytes.at(-1) ?? 0) >= 0x80 ? size - 2 ** (8 * bytes.length) : size;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '' },
};

/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences, as far as bytes know them. */
function unescaped(written: string | undefined): string | undefined {
  return written?.replace(/\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([^]))/g, (_, hex?: string, octal?: string, one = '') =>
    hex !== undefined
      ? String.fromCharCode(parseInt(hex, 16))
      : octal !== undefined
        ? String.fromCharCode(parseInt(octal, 8) & 0xff)
        : (escapes[one as string] ?? (one as string)),
  );
}

/** The codec `raw-unicode-escape`. */
function withUnicode(written: string | undefined): string | undefined {
  return written?.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (whole, short?: string, long?: string) => {
    const code = parseInt(short ?? long!, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
