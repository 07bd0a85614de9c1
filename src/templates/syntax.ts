import type { Span } from '../text/place';
import type { Token } from './lexer';

/** What stands to the left of an operator is always `of`, so that long chains are walked without recursion. */
export type Expression = Span &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | Link
  );

/** An expression that goes on from another one. */
export type Link = Span & { readonly of: Expression } & (
    | { readonly kind: 'binary'; readonly operator: string; readonly right: Expression }
    | { readonly kind: 'conditional'; readonly test: Expression; readonly otherwise: Expression | undefined }
    | { readonly kind: 'attribute'; readonly name: string }
    | { readonly kind: 'subscript'; readonly key: Expression }
    | { readonly kind: 'slice'; readonly bounds: readonly (Expression | undefined)[] }
    | { readonly kind: 'call'; readonly arguments: Arguments }
    | { readonly kind: 'filter'; readonly name: string; readonly arguments: Arguments }
    | { readonly kind: 'test'; readonly name: string; readonly arguments: Arguments }
  );

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
}

export interface Parameter {
  readonly name: string;
  readonly preset: Expression | undefined;
}

/** Where a value is put: names, or an attribute of a namespace. */
export interface Target {
  readonly name: string;
  readonly attribute?: string;
}

export type Statement = Span &
  (
    | { readonly kind: 'data'; readonly text: string }
    | { readonly kind: 'output'; readonly expression: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly body: Body; readonly otherwise: Body }
    | {
        readonly kind: 'for';
        readonly targets: readonly Target[];
        readonly iterable: Expression;
        readonly test: Expression | undefined;
        readonly body: Body;
        readonly otherwise: Body;
      }
    | { readonly kind: 'set'; readonly targets: readonly Target[]; readonly value: Expression }
    | {
        readonly kind: 'set-block';
        readonly target: Target;
        readonly filters: readonly Filtering[];
        readonly body: Body;
      }
    | { readonly kind: 'with'; readonly bindings: readonly (readonly [Target, Expression])[]; readonly body: Body }
    | { readonly kind: 'macro'; readonly name: string; readonly parameters: readonly Parameter[]; readonly body: Body }
    | { readonly kind: 'call'; readonly call: Expression; readonly body: Body }
    | { readonly kind: 'filtered'; readonly filters: readonly Filtering[]; readonly body: Body }
    | { readonly kind: 'load'; readonly word: string; readonly from: Expression; readonly names: readonly string[] }
    | { readonly kind: 'block'; readonly name: string; readonly body: Body }
    | { readonly kind: 'broken'; readonly tokens: readonly Token[] }
  );

export type Body = readonly Statement[];
export type Macro = Extract<Statement, { kind: 'macro' }>;

/** A filter that is put on the text of a block. */
export interface Filtering extends Span {
  readonly name: string;
  readonly arguments: Arguments;
}
