import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';

/**
 * The value of a string literal, or of several that stand side by side, and the span of its spelling between the quotes.
 * `undefined` for anything else: f-strings with placeholders, bytes, literals without an end, `\N{…}`.
 * https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
 */
export function literalOf(node: SyntaxNode, text: string): Slice | undefined {
  const literal = withoutParentheses(node);
  if (literal?.name === 'ContinuedString') return joined(literal, text);
  const isFixed =
    literal?.name === 'String' || (literal?.name === 'FormatString' && !literal.getChild('FormatReplacement'));
  return isFixed ? single(literal, text) : undefined;
}

function withoutParentheses(node: SyntaxNode): SyntaxNode | undefined {
  let inner = node;
  while (inner.name === 'ParenthesizedExpression') {
    const content = inner.firstChild?.nextSibling;
    if (content?.nextSibling?.name !== ')') return undefined;
    inner = content;
  }
  return inner;
}

/** The quote that a literal is written with, for what is to be written beside it. */
export function quoteOf(literal: Slice, text: string): '"' | "'" {
  return text[literal.start - 1] === "'" ? "'" : '"';
}

function joined(node: SyntaxNode, text: string): Slice | undefined {
  const parts: Slice[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) {
    if (part.name === 'Comment') continue;
    const literal = literalOf(part, text);
    if (!literal) return undefined;
    parts.push(literal);
  }
  const [first] = parts;
  const last = parts.at(-1);
  return first && last && { text: parts.map((part) => part.text).join(''), start: first.start, end: last.end };
}

function single(node: SyntaxNode, text: string): Slice | undefined {
  const spelled = text.slice(node.from, node.to);
  const [opening, prefix = '', quote = ''] = /^([a-z]*)("""|'''|"|')/i.exec(spelled) ?? [];
  if (opening === undefined || /b/i.test(prefix)) return undefined;
  const isClosed = spelled.length >= opening.length + quote.length && spelled.endsWith(quote);
  if (!isClosed) return undefined;
  const inner = spelled.slice(opening.length, spelled.length - quote.length);
  const value = unescaped(inner, prefix.toLowerCase());
  return value === undefined
    ? undefined
    : { text: value, start: node.from + opening.length, end: node.to - quote.length };
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', "'": "'", '"': '"', n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' },
  ...{ '\n': '', '\r\n': '', '\r': '' },
};

function unescaped(inner: string, prefix: string): string | undefined {
  const unbraced = prefix.includes('f') ? inner.replaceAll('{{', '{').replaceAll('}}', '}') : inner;
  if (prefix.includes('r') || !unbraced.includes('\\')) return unbraced;
  if (unbraced.includes('\\N{')) return undefined;
  return unbraced.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(0[0-9a-fA-F]{7})|([0-7]{1,3})|(\r\n|[^]))/g,
    (whole: string, two?: string, four?: string, eight?: string, octal?: string, other?: string) => {
      const hex = two ?? four ?? eight;
      if (hex !== undefined) return character(parseInt(hex, 16));
      if (octal !== undefined) return character(parseInt(octal, 8));
      return escapes[other!] ?? whole;
    },
  );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
