import { parseTemplate } from '../../src/templates/parse';
import type { Arguments, Body, Expression, Statement, Target } from '../../src/templates/syntax';

/** A tree of words: what two parsers of Jinja can be held against each other by. */
export type Shape = string | readonly Shape[];

/** What our parser makes of a template: its statements, without spaces between them. */
export function shapeOf(template: string): Shape {
  return bodyOf(parseTemplate(template));
}

/** A text, also one in an output tag: its spaces are a matter of settings. Undefined where nothing is left. */
export function textShape(text: string): Shape | undefined {
  const told = text.replace(/\s+/g, '');
  return told === '' ? undefined : ['text', told];
}

/** Texts that follow each other are one; nothing stands for what neither says. */
export function joined(shapes: readonly (Shape | undefined)[]): Shape {
  const all: Shape[] = [];
  for (const shape of shapes) {
    if (shape === undefined) continue;
    const last = all.at(-1);
    if (Array.isArray(shape) && shape[0] === 'text' && Array.isArray(last) && last[0] === 'text')
      all[all.length - 1] = ['text', `${String(last[1])}${String(shape[1])}`];
    else all.push(shape);
  }
  return all;
}

/** What is left out, such as the end of a slice. */
export const nothing: Shape = [];

function bodyOf(body: Body): Shape {
  return joined(body.map(statementShape));
}

function statementShape(one: Statement): Shape | undefined {
  switch (one.kind) {
    case 'data':
      return textShape(one.text);
    case 'output': {
      const { expression } = one;
      const isText = expression.kind === 'literal' && typeof expression.value === 'string';
      return isText ? textShape(expression.value) : ['output', shape(expression)];
    }
    case 'if':
      return ['if', shape(one.test), bodyOf(one.body), bodyOf(one.otherwise)];
    case 'for': {
      const over = one.test ? ['if-else', shape(one.iterable), shape(one.test), nothing] : shape(one.iterable);
      return ['for', targetsShape(one.targets), over, bodyOf(one.body), bodyOf(one.otherwise)];
    }
    case 'set':
      return ['set', targetsShape(one.targets), shape(one.value)];
    case 'set-block':
      return ['set-block', targetsShape([one.target]), bodyOf(one.body)];
    case 'macro':
      return [
        'macro',
        one.name,
        one.parameters.map(({ name, preset }) => parameterShape(name, preset && shape(preset))),
        bodyOf(one.body),
      ];
    case 'call':
      return ['call-block', shape(one.call)];
    case 'filtered':
      return [
        'filtered',
        one.filters.map((filter) => [filter.name, argumentShapes(filter.arguments)]),
        bodyOf(one.body),
      ];
    case 'with':
    case 'load':
    case 'block':
    case 'broken':
      return [one.kind];
  }
}

/** A parameter of a macro, with what it is where nothing is given. */
export function parameterShape(name: string, preset: Shape | undefined): Shape {
  return preset === undefined ? name : [name, preset];
}

function targetsShape(targets: readonly Target[]): Shape {
  const each = targets.map(({ name, attribute }): Shape =>
    attribute === undefined ? ['name', name] : ['get', ['name', name], ['literal', JSON.stringify(attribute)]],
  );
  return each.length === 1 ? each[0]! : ['list', ...each];
}

function shape(one: Expression): Shape {
  switch (one.kind) {
    case 'name':
      return ['name', one.name];
    case 'literal':
      return ['literal', JSON.stringify(one.value)];
    case 'list':
      return ['list', ...one.items.map(shape)];
    case 'dict':
      return ['dict', ...one.entries.map(([key, value]) => [shape(key), shape(value)])];
    case 'unary':
      return unaryShape(one.operator, shape(one.operand));
    case 'binary':
      return [one.operator, shape(one.of), shape(one.right)];
    case 'conditional':
      return ['if-else', shape(one.of), shape(one.test), one.otherwise ? shape(one.otherwise) : nothing];
    case 'attribute':
      return ['get', shape(one.of), ['literal', JSON.stringify(one.name)]];
    case 'subscript':
      return ['get', shape(one.of), shape(one.key)];
    case 'slice':
      return ['slice', shape(one.of), ...[0, 1, 2].map((at) => (one.bounds[at] ? shape(one.bounds[at]) : nothing))];
    case 'call':
      return ['call', shape(one.of), argumentShapes(one.arguments)];
    case 'filter':
      return ['filter', shape(one.of), one.name, argumentShapes(one.arguments)];
    case 'test':
      return ['test', shape(one.of), one.name];
  }
}

/** The sign of a number is a part of it. */
export function unaryShape(operator: string, operand: Shape): Shape {
  const isNumber = Array.isArray(operand) && operand[0] === 'literal' && /^[\d.]+$/.test(String(operand[1]));
  return operator === '-' && isNumber
    ? ['literal', `-${String((operand as readonly string[])[1])}`]
    : [operator, operand];
}

function argumentShapes({ positional, named }: Arguments): Shape {
  return [...positional.map(shape), ...[...named].map(([key, value]) => ['named', key, shape(value)])];
}
