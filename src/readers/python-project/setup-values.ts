import type { SyntaxNode } from '@lezer/common';
import { slice, trimmed, type Slice } from '../../text/place';
import { literalOf } from '../python/literals';

const deepest = 200;
const mostSteps = 20;
const lists = new Set(['ArrayExpression', 'TupleExpression', 'SetExpression']);
const punctuation = new Set(['[', ']', '(', ')', '{', '}', ',', ':', 'Comment']);

export interface DictionaryEntry {
  readonly key: Slice;
  readonly value: SyntaxNode;
}

/** What the arguments of a setup script mean, where they are literals or variables of the file. */
export class SetupValues {
  readonly #assigned = new Map<string, SyntaxNode[]>();
  /** `name["key"] = value` */
  readonly #items = new Map<string, DictionaryEntry[]>();

  constructor(
    root: SyntaxNode,
    readonly text: string,
  ) {
    root.cursor().iterate((node) => {
      if (node.name === 'AssignStatement') this.#assignment(node.node);
    });
  }

  /** A string literal, or the one that a variable holds. */
  string(node: SyntaxNode | undefined): Slice | undefined {
    const value = this.#resolved(node);
    return value && literalOf(value, this.text);
  }

  /** The strings of lists, of sums of lists, and the lines of a string that has several. */
  strings(node: SyntaxNode | undefined, depth = 0): readonly Slice[] {
    const value = this.#resolved(node);
    if (!value || depth > deepest) return [];
    if (value.name === 'BinaryExpression') return this.#sum(value, depth);
    if (value.name === 'ParenthesizedExpression' || lists.has(value.name)) {
      return partsOf(value).flatMap((part) => this.strings(part, depth + 1));
    }
    const literal = literalOf(value, this.text);
    return literal ? this.#lines(literal) : [];
  }

  /** The entries of a dictionary with literal keys, and those that are assigned to it one by one. */
  entries(node: SyntaxNode | undefined): readonly DictionaryEntry[] {
    const value = this.#resolved(node);
    const later = node?.name === 'VariableName' ? (this.#items.get(this.#textOf(node)) ?? []) : [];
    if (value?.name !== 'DictionaryExpression') return later;
    const entries: DictionaryEntry[] = [];
    for (let colon = value.getChild(':'); colon; colon = nextColon(colon)) {
      const key = colon.prevSibling && this.string(colon.prevSibling);
      if (key && colon.nextSibling) entries.push({ key, value: colon.nextSibling });
    }
    return [...entries, ...later];
  }

  /** A variable stands for what it is assigned, if only once. */
  #resolved(node: SyntaxNode | undefined): SyntaxNode | undefined {
    let value = node;
    for (let step = 0; value?.name === 'VariableName' && step < mostSteps; step++) {
      const assigned = this.#assigned.get(this.#textOf(value));
      value = assigned?.length === 1 ? assigned[0] : undefined;
    }
    return value;
  }

  #assignment({ firstChild: target, lastChild: value }: SyntaxNode): void {
    if (!target || !value || target.nextSibling?.name !== 'AssignOp') return;
    if (target.name === 'VariableName') push(this.#assigned, this.#textOf(target), value);
    const [object, key] = target.name === 'MemberExpression' ? [target.firstChild, target.getChild('String')] : [];
    const name = key && literalOf(key, this.text);
    if (object && name) push(this.#items, this.#textOf(object), { key: name, value });
  }

  /** Lists that are added together. Strings that are added make one that is not here. */
  #sum(node: SyntaxNode, depth: number): readonly Slice[] {
    const operator = node.getChild('ArithOp');
    if (!operator || this.#textOf(operator) !== '+') return [];
    const parts = partsOf(node).filter((part) => !this.string(part));
    return parts.flatMap((part) => this.strings(part, depth + 1));
  }

  #lines(literal: Slice): readonly Slice[] {
    if (!/[\n;]/.test(literal.text) || literal.end - literal.start !== literal.text.length) return [literal];
    let at = literal.start;
    return literal.text.split('\n').flatMap((line) => {
      const part = trimmed(slice(this.text, at, at + line.length));
      at += line.length + 1;
      return part.text === '' || part.text.startsWith('#') ? [] : part;
    });
  }

  #textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

/** The values of a list, the sides of an operator, the inside of parentheses. */
function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!punctuation.has(child.name) && child.name !== 'ArithOp') parts.push(child);
  }
  return parts;
}

function nextColon(colon: SyntaxNode): SyntaxNode | null {
  let next = colon.nextSibling;
  while (next && next.name !== ':') next = next.nextSibling;
  return next;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
