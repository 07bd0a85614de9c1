import { parse, tokenize } from '@huggingface/jinja';
import { joined, nothing, parameterShape, textShape, unaryShape, type Shape } from './shape';

/** A node of the other parser's tree: its fields differ by `type`. */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const constants: Readonly<Record<string, string | undefined>> = {
  ...{ true: 'true', True: 'true', false: 'false', False: 'false', none: 'null', None: 'null' },
};

/** What `@huggingface/jinja` makes of a template, in the words of our own; `undefined` where it cannot parse it. */
export function secondShapeOf(template: string): Shape | undefined {
  let program: Node;
  try {
    program = parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true })) as unknown as Node;
  } catch {
    return undefined;
  }
  return bodyOf(program.body);
}

function bodyOf(body: unknown): Shape {
  return joined((body as readonly Node[]).flatMap(statementShapes));
}

function statementShapes(node: Node): readonly (Shape | undefined)[] {
  const field = (name: string): Shape => shape(node[name] as Node);
  switch (node.type) {
    case 'Comment':
    case 'Break':
    case 'Continue':
      return [];
    case 'If':
      return [['if', field('test'), bodyOf(node.body), bodyOf(node.alternate)]];
    case 'For':
      return [['for', field('loopvar'), field('iterable'), bodyOf(node.body), bodyOf(node.defaultBlock)]];
    case 'Set':
      return [
        node.value ? ['set', field('assignee'), field('value')] : ['set-block', field('assignee'), bodyOf(node.body)],
      ];
    case 'Macro':
      return [['macro', nameOf(node.name), parametersOf(node.args), bodyOf(node.body)]];
    case 'CallStatement':
      return [
        ['macro', 'caller', parametersOf(node.callerArgs ?? []), bodyOf(node.body)],
        ['call-block', field('call')],
      ];
    case 'FilterStatement':
      return [['filtered', [filterShape(node.filter as Node)], bodyOf(node.body)]];
    case 'StringLiteral':
      return [textShape(node.value as string)];
    default:
      return [['output', shape(node)]];
  }
}

function shape(node: Node): Shape {
  const field = (name: string): Shape => (node[name] ? shape(node[name] as Node) : nothing);
  const items = (): readonly Shape[] => (node.value as readonly Node[]).map(shape);
  switch (node.type) {
    case 'Identifier': {
      const constant = constants[node.value as string];
      return constant === undefined ? ['name', node.value as string] : ['literal', constant];
    }
    case 'StringLiteral':
    case 'IntegerLiteral':
    case 'FloatLiteral':
      return ['literal', JSON.stringify(node.value)];
    case 'ArrayLiteral':
    case 'TupleLiteral':
      return ['list', ...items()];
    case 'ObjectLiteral':
      return [
        'dict',
        ...[...(node.value as ReadonlyMap<Node, Node>)].map(([key, value]) => [shape(key), shape(value)]),
      ];
    case 'UnaryExpression':
      return unaryShape((node.operator as { value: string }).value, field('argument'));
    case 'BinaryExpression':
      return [(node.operator as { value: string }).value, field('left'), field('right')];
    case 'Ternary':
      return ['if-else', field('trueExpr'), field('condition'), field('falseExpr')];
    case 'SelectExpression':
      return ['if-else', field('lhs'), field('test'), nothing];
    case 'MemberExpression':
      return memberShape(node);
    case 'CallExpression':
      return ['call', field('callee'), argumentShapes(node.args)];
    case 'FilterExpression':
      return ['filter', field('operand'), ...filterShape(node.filter as Node)];
    case 'TestExpression': {
      const test: Shape = ['test', field('operand'), nameOf(node.test)];
      return node.negate ? ['not', test] : test;
    }
    case 'SpreadExpression':
      return ['*', field('argument')];
    case 'KeywordSpreadExpression':
      return ['**', field('argument')];
    default:
      throw new Error(`The second parser knows a node of the type ${node.type}, which this test does not.`);
  }
}

function memberShape({ object, property, computed }: Node): Shape {
  const of = shape(object as Node);
  const key = property as Node;
  if (key.type === 'SliceExpression')
    return ['slice', of, ...['start', 'stop', 'step'].map((name) => (key[name] ? shape(key[name] as Node) : nothing))];
  return ['get', of, computed ? shape(key) : ['literal', JSON.stringify(key.value)]];
}

function filterShape(filter: Node): readonly Shape[] {
  return filter.type === 'Identifier'
    ? [filter.value as string, []]
    : [nameOf(filter.callee), argumentShapes(filter.args)];
}

function argumentShapes(args: unknown): Shape {
  const isNamed = ({ type }: Node): boolean => type === 'KeywordArgumentExpression';
  const all = args as readonly Node[];
  return [
    ...all.filter((one) => !isNamed(one)).map(shape),
    ...all.filter(isNamed).map((one) => ['named', nameOf(one.key), shape(one.value as Node)]),
  ];
}

function parametersOf(parameters: unknown): readonly Shape[] {
  return (parameters as readonly Node[]).map((one) =>
    one.type === 'Identifier'
      ? parameterShape(nameOf(one), undefined)
      : parameterShape(nameOf(one.key), shape(one.value as Node)),
  );
}

function nameOf(node: unknown): string {
  return (node as { value: string }).value;
}
