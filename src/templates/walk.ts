import type { Arguments, Body, Expression, Statement } from './syntax';

/** Every statement of a body, those within others too, in their order. */
export function* statementsIn(body: Body): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    for (const inner of bodiesOf(statement)) yield* statementsIn(inner);
  }
}

/** The bodies that a statement has. */
function bodiesOf(statement: Statement): readonly Body[] {
  if (statement.kind === 'if' || statement.kind === 'for') return [statement.body, statement.otherwise];
  return 'body' in statement && statement.kind !== 'call' ? [statement.body] : [];
}

/** The expressions that stand in a statement itself. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'output':
      return [statement.expression];
    case 'if':
      return [statement.test];
    case 'for':
      return [statement.iterable, ...(statement.test ? [statement.test] : [])];
    case 'set':
      return [statement.value];
    case 'with':
      return statement.bindings.map(([, value]) => value);
    case 'macro':
      return statement.parameters.flatMap(({ preset }) => (preset ? [preset] : []));
    case 'call':
      return [statement.call];
    case 'set-block':
    case 'filtered':
      return statement.filters.flatMap((filter) => argumentsOf(filter.arguments));
    case 'data':
    case 'load':
    case 'block':
    case 'broken':
      return [];
  }
}

/** An expression and all within it, outermost first. Without recursion, as chains may be long. */
export function* within(expression: Expression): Generator<Expression> {
  const open = [expression];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...partsOf(next).toReversed());
  }
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'literal':
      return [];
    case 'list':
      return expression.items;
    case 'dict':
      return expression.entries.flat();
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.of, expression.right];
    case 'conditional':
      return [expression.of, expression.test, ...(expression.otherwise ? [expression.otherwise] : [])];
    case 'attribute':
      return [expression.of];
    case 'subscript':
      return [expression.of, expression.key];
    case 'slice':
      return [expression.of, ...expression.bounds.filter((bound) => bound !== undefined)];
    case 'call':
    case 'filter':
    case 'test':
      return [expression.of, ...argumentsOf(expression.arguments)];
  }
}

function argumentsOf({ positional, named }: Arguments): readonly Expression[] {
  return [...positional, ...named.values()];
}
