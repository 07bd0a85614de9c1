const simple: Readonly<Record<string, string | undefined>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07' },
  ...{ "'": "'", '"': '"', '\\': '\\', '\n': '' },
};
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\{([^}]{1,100})\}|([^]))/g;
const digits = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'];
const replacement = '\ufffd';

/** What a Jinja string means between its quotes; the escapes are those of Python: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
export function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(
    escape,
    (whole, x?: string, u?: string, long?: string, octal?: string, name?: string, one?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return character(parseInt(hex, 16));
      if (octal !== undefined) return character(parseInt(octal, 8));
      if (name !== undefined) return named(name.toUpperCase());
      return simple[one ?? ''] ?? whole;
    },
  );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : replacement;
}

/** Of the names of Unicode, those by which attributes can be spelled. */
function named(name: string): string {
  if (name === 'LOW LINE') return '_';
  if (name === 'FULL STOP') return '.';
  const [, size, letter] = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/.exec(name) ?? [];
  if (letter !== undefined) return size === 'SMALL' ? letter.toLowerCase() : letter;
  const digit = digits.indexOf(name.replace(/^DIGIT /, ''));
  return digit >= 0 ? String(digit) : replacement;
}
