import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import type { Names } from './names';
import { literalOf } from './literals';

const deepest = 8;

/**
 * The text that an expression without names of its own means: a literal, or several put together by `+` or as an f-string
 * whose placeholders are known. One that is put together has the place of the whole.
 */
export function textValue(node: SyntaxNode, file: Names, depth = 0): Slice | undefined {
  const literal = literalOf(node, file.text);
  if (literal || depth > deepest) return literal;
  const inner = (part: SyntaxNode): Slice | undefined => {
    const value = file.resolve(part);
    return value && textValue(value, file, depth + 1);
  };
  if (node.name === 'FormatString') return filled(node, inner, file.text);
  if (node.name === 'ContinuedString')
    return joined(childrenOf(node), node, (part) => textValue(part, file, depth + 1));
  if (node.name !== 'BinaryExpression' || file.textOf(node.firstChild!.nextSibling!) !== '+') return undefined;
  return joined([node.firstChild!, node.lastChild!], node, inner);
}

function joined(
  parts: readonly SyntaxNode[],
  { from, to }: SyntaxNode,
  valueOf: (part: SyntaxNode) => Slice | undefined,
): Slice | undefined {
  const values = parts.map(valueOf);
  if (values.some((value) => value === undefined)) return undefined;
  return { text: values.map((value) => value!.text).join(''), start: from, end: to };
}

/** An f-string with what its placeholders stand for; none with a format, a conversion, or escapes. */
function filled(node: SyntaxNode, valueOf: (part: SyntaxNode) => Slice | undefined, text: string): Slice | undefined {
  const [opening, quote = ''] = /^[a-z]*("""|'''|"|')/i.exec(text.slice(node.from, node.to)) ?? [];
  if (opening === undefined || !text.slice(0, node.to).endsWith(quote)) return undefined;
  const [start, end] = [node.from + opening.length, node.to - quote.length];
  const parts: string[] = [];
  let at = start;
  for (const placeholder of node.getChildren('FormatReplacement')) {
    const [, expression, close] = childrenOf(placeholder);
    const value = expression && close?.name === '}' ? valueOf(expression) : undefined;
    if (!value) return undefined;
    parts.push(text.slice(at, placeholder.from), value.text);
    at = placeholder.to;
  }
  const whole = [...parts, text.slice(at, end)].join('');
  return /[\\{}\r\n]/.test(whole) ? undefined : { text: whole, start, end };
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child);
  return children;
}
