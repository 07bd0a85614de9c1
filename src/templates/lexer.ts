import type { Span } from '../text/place';
import { unescaped } from './escapes';

/** A word of the code in a tag. `text` is the value of a string, and else what is written. */
export interface Token extends Span {
  readonly kind: 'name' | 'string' | 'number' | 'operator';
  readonly text: string;
}

/** A part of a template: text that comes out as it is, or the code of one tag. Spans of tags include their braces. */
export type Part =
  | (Span & { readonly kind: 'data'; readonly text: string })
  | (Span & { readonly kind: 'output' | 'statement'; readonly tokens: readonly Token[]; readonly isWhole: boolean });

const opening = /\{[{%#]/g;
const word =
  /\s+|([\p{L}_][\p{L}\p{N}\p{M}_]*)|(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|(\*\*|\/\/|==|!=|<=|>=|[-+*/%~|.,:;()[\]{}<>=])/uy;
const raw = /^\s*raw\s*$/;
const endOfRaw = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/** The parts of a template in their order, comments left out: https://jinja.palletsprojects.com/en/stable/templates/ */
export function partsOf(template: string): readonly Part[] {
  const parts: Part[] = [];
  const data = (start: number, end: number): void => {
    if (end > start) parts.push({ kind: 'data', text: template.slice(start, end), start, end });
  };
  let at = 0;
  while (at < template.length) {
    opening.lastIndex = at;
    const start = opening.exec(template)?.index ?? template.length;
    data(at, start);
    if (start === template.length) break;
    const mark = template[start + 1];
    if (mark === '#') {
      const end = template.indexOf('#}', start + 2);
      at = end < 0 ? template.length : end + 2;
      continue;
    }
    const kind = mark === '{' ? 'output' : 'statement';
    const { tokens, end, isWhole } = tokensFrom(template, start + 2, kind === 'output' ? '}}' : '%}');
    at = end;
    if (kind === 'statement' && tokens.length === 1 && raw.test(tokens[0]!.text)) {
      endOfRaw.lastIndex = end;
      const closing = endOfRaw.exec(template);
      data(end, closing?.index ?? template.length);
      at = closing ? endOfRaw.lastIndex : template.length;
      continue;
    }
    parts.push({ kind, tokens, isWhole, start, end });
  }
  return parts;
}

/** The words of a tag up to its closing mark; within brackets a closing mark is a part of the code. */
function tokensFrom(
  template: string,
  from: number,
  closing: string,
): { tokens: Token[]; end: number; isWhole: boolean } {
  const tokens: Token[] = [];
  let at = /[-+]/.test(template[from] ?? '') ? from + 1 : from;
  let depth = 0;
  let isWhole = true;
  while (at < template.length) {
    if (depth === 0 || closing === '%}') {
      const trimming = /[-+]/.test(template[at]!) && template.startsWith(closing, at + 1) ? 1 : 0;
      if (template.startsWith(closing, at + trimming)) return { tokens, end: at + trimming + closing.length, isWhole };
    }
    word.lastIndex = at;
    const found = word.exec(template);
    if (!found) {
      isWhole = false;
      at++;
      continue;
    }
    const [text, name, number, single, double, operator] = found;
    const span = { start: at, end: at + text.length };
    at = span.end;
    if (name !== undefined) tokens.push({ kind: 'name', text, ...span });
    else if (number !== undefined) tokens.push({ kind: 'number', text, ...span });
    else if (operator !== undefined) {
      tokens.push({ kind: 'operator', text, ...span });
      depth = Math.max(0, depth + (/^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0));
    } else if (single !== undefined || double !== undefined)
      tokens.push({ kind: 'string', text: unescaped(single ?? double ?? ''), ...span });
  }
  return { tokens, end: template.length, isWhole: false };
}
