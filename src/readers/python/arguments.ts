import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../text/place';
import type { NameParameter } from './load-call';

/** One argument of a call; `keyword` is undefined for those given by position. */
export interface Argument {
  readonly keyword?: string;
  readonly value: SyntaxNode;
}

/** The arguments of a call. */
export interface Arguments {
  /** Without those behind `*args`, whose positions are not certain. */
  readonly list: readonly Argument[];
  /** `**options` may give any keyword. */
  readonly hasDoubleStar: boolean;
  /** The last argument as a whole; undefined where there is none, or the list is not complete. */
  readonly last: Span | undefined;
}

/** Reads the argument list of a call from the tree. */
export function readArguments(call: SyntaxNode, text: string): Arguments {
  const list: Argument[] = [];
  let hasStar = false;
  let hasDoubleStar = false;
  let isComplete = false;
  let last: Span | undefined;
  let parts: SyntaxNode[] = [];
  const finish = (): void => {
    const [first, second, third] = parts;
    parts = [];
    if (!first) return;
    last = { start: first.from, end: (third ?? second ?? first).to };
    if (first.name === '*') hasStar = true;
    else if (first.name === '**') hasDoubleStar = true;
    else if (second?.name === 'AssignOp') {
      if (third) list.push({ keyword: text.slice(first.from, first.to), value: third });
    } else if (!hasStar) list.push({ value: first });
  };

  for (let child = call.getChild('ArgList')?.firstChild; child; child = child.nextSibling) {
    if (child.name === ',') finish();
    else if (child.name === ')') isComplete = true;
    else if (child.type.isError) return { list, hasDoubleStar, last: undefined };
    else if (child.name !== '(' && child.name !== 'Comment') parts.push(child);
  }
  finish();
  return { list, hasDoubleStar, last: isComplete ? last : undefined };
}

/** The value given for a parameter. */
export function argumentFor({ list }: Arguments, { position, keywords }: NameParameter): SyntaxNode | undefined {
  const named = list.find(({ keyword }) => keyword !== undefined && keywords.includes(keyword));
  if (named || position === undefined) return named?.value;
  return list.filter(({ keyword }) => keyword === undefined)[position]?.value;
}
