/** How a text stands in its file; what is needed to write it back unchanged. */
export interface Encoding {
  /** A label of https://encoding.spec.whatwg.org/#names-and-labels */
  readonly name: string;
  readonly mark: boolean;
}

export interface Decoded {
  /** Without the byte order mark, as editors show it. */
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Decodes a text file: by its byte order mark, as UTF-8, else by the encoding that a comment at its top declares (PEP 263).
 * `undefined` where the bytes are none of these.
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decoded(bytes.subarray(3), 'utf-8', true);
  if (startsWith(bytes, 0xff, 0xfe)) return decoded(bytes.subarray(2), 'utf-16le', true);
  if (startsWith(bytes, 0xfe, 0xff)) return decoded(bytes.subarray(2), 'utf-16be', true);
  const declared = declaredEncoding(bytes);
  return decoded(bytes, 'utf-8', false) ?? (declared === undefined ? undefined : decoded(bytes, declared, false));
}

/** The bytes of a text in the encoding that its file had; `undefined` where only reading is supported. */
export function encode(text: string, { name, mark }: Encoding): string | undefined {
  return name === 'utf-8' ? (mark ? '\uFEFF' : '') + text : undefined;
}

function decoded(bytes: Uint8Array, name: string, mark: boolean): Decoded | undefined {
  try {
    const text = new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: { name, mark } };
  } catch {
    return undefined;
  }
}

/** https://peps.python.org/pep-0263/ : in the first or second line. Python spells some labels its own way. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n', 2).join('\n');
  const [, name] = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})/m.exec(head) ?? [];
  return name?.replaceAll('_', '-').replace(/^latin-/i, 'latin');
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
