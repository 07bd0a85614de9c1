import type { SyntaxNode, Tree } from '@lezer/common';

/** Which expression the names of a file stand for, where that is beyond doubt. */
export interface Bindings {
  /**
   * The expression that a name means where it is used: it is bound exactly once in the innermost scope that binds it,
   * by a plain assignment, an `as` of a `with`, or a class whose first base stands for it.
   */
  valueOf(name: string, usedAt: number): SyntaxNode | undefined;
}

interface Scope {
  readonly from: number;
  readonly to: number;
  readonly parent: Scope | undefined;
  readonly isClass: boolean;
  /** `undefined` for names that are bound more than once or by something that is no plain expression. */
  readonly values: Map<string, SyntaxNode | undefined>;
}

const scopeNodes: ReadonlySet<string> = new Set(['FunctionDefinition', 'LambdaExpression', 'ClassDefinition']);
const patternNodes: ReadonlySet<string> = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression']);
const maxDepth = 100;
const maxSteps = 100;

/** Collects the bindings of a parsed file in one walk. */
export function readBindings(tree: Tree, text: string): Bindings {
  const module: Scope = { from: 0, to: text.length, parent: undefined, isClass: false, values: new Map() };
  const scopes = [module];
  const shared = new Set<string>();
  let scope = module;

  tree.iterate({
    enter(ref) {
      if (scopeNodes.has(ref.name)) {
        scope = {
          from: ref.from,
          to: ref.to,
          parent: scope,
          isClass: ref.name === 'ClassDefinition',
          values: new Map(),
        };
        scopes.push(scope);
      }
      if (ref.name !== 'VariableName') return;
      const node = ref.node;
      const name = text.slice(node.from, node.to);
      const binding = bindingOf(node);
      if (binding === 'shared') shared.add(name);
      else if (binding === 'definition') bind(scope.parent ?? module, name, baseOf(node));
      else if (binding) bind(scope, name, binding === 'opaque' ? undefined : binding);
    },
    leave(ref) {
      if (scopeNodes.has(ref.name)) scope = scope.parent ?? module;
    },
  });

  return {
    valueOf(name, usedAt) {
      if (shared.has(name)) return undefined;
      let at = innermost(scopes, usedAt);
      for (let depth = 0; at && depth < maxDepth; depth++) {
        const inReach = !at.isClass || depth === 0;
        if (inReach && at.values.has(name)) return at.values.get(name);
        at = at.parent;
      }
      return undefined;
    },
  };
}

function bind(scope: Scope, name: string, value: SyntaxNode | undefined): void {
  scope.values.set(name, scope.values.has(name) ? undefined : value);
}

/** The innermost scope at a place; scopes are in the order of their starts. */
function innermost(scopes: readonly Scope[], at: number): Scope | undefined {
  let low = 0;
  let high = scopes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (scopes[middle]!.from <= at) low = middle;
    else high = middle - 1;
  }
  let scope = scopes[low];
  for (let depth = 0; scope && scope.to < at; depth++) scope = depth < maxDepth ? scope.parent : undefined;
  return scope;
}

/** How an occurrence of a name binds it: to an expression, to something else, as a function or class, or for other scopes too. */
function bindingOf(name: SyntaxNode): SyntaxNode | 'opaque' | 'definition' | 'shared' | undefined {
  const parent = name.parent;
  if (!parent) return undefined;
  switch (parent.name) {
    case 'AssignStatement':
      return assignedTo(name);
    case 'NamedExpression':
      return name.prevSibling ? undefined : 'opaque';
    case 'WithStatement':
      return name.prevSibling?.name === 'as' ? (name.prevSibling.prevSibling ?? 'opaque') : undefined;
    case 'TryStatement':
      return name.prevSibling?.name === 'as' ? 'opaque' : undefined;
    case 'ParamList':
      return name.prevSibling?.name === 'AssignOp' ? undefined : 'opaque';
    case 'ForStatement':
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return isLoopTarget(name) ? 'opaque' : undefined;
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return 'definition';
    case 'ScopeStatement':
      return 'shared';
    case 'UpdateStatement':
      return name.prevSibling ? undefined : 'opaque';
    case 'DeleteStatement':
    case 'ImportStatement':
    case 'CapturePattern':
    case 'AsPattern':
      return 'opaque';
    default:
      return patternNodes.has(parent.name) && isTarget(parent) ? 'opaque' : undefined;
  }
}

/** For `name = value` and `name: type = value` the value; for other assignments to the name `opaque`. */
function assignedTo(name: SyntaxNode): SyntaxNode | 'opaque' | undefined {
  const statement = name.parent!;
  if (!isBeforeOperator(name)) return undefined;
  const value = statement.lastChild;
  const isPlain = isOperator(value?.prevSibling) && statement.firstChild?.to === name.to && nextIsOperator(name);
  return isPlain && value ? value : 'opaque';
}

function nextIsOperator(name: SyntaxNode): boolean {
  const next = name.nextSibling;
  return isOperator(next?.name === 'TypeDef' ? next.nextSibling : next);
}

function isOperator(node: SyntaxNode | null | undefined): boolean {
  return node?.name === 'AssignOp';
}

function isLoopTarget(node: SyntaxNode): boolean {
  let at = node.prevSibling;
  for (let steps = 0; at && steps < maxSteps; steps++, at = at.prevSibling) {
    if (at.name === 'in') return false;
    if (at.name === 'for') return true;
  }
  return false;
}

/** Whether a pattern such as `(a, b)` stands where it is assigned to. */
function isTarget(pattern: SyntaxNode): boolean {
  let node = pattern;
  for (let depth = 0; node.parent && depth < maxDepth; depth++) {
    const { parent } = node;
    if (parent.name === 'AssignStatement') return isBeforeOperator(node);
    if (parent.name === 'WithStatement') return node.prevSibling?.name === 'as';
    if (parent.name === 'ForStatement' || parent.name.endsWith('ComprehensionExpression')) return isLoopTarget(node);
    if (!patternNodes.has(parent.name)) return false;
    node = parent;
  }
  return false;
}

function isBeforeOperator(node: SyntaxNode): boolean {
  let at = node.nextSibling;
  for (let steps = 0; at && steps < maxSteps; steps++, at = at.nextSibling) if (isOperator(at)) return true;
  return at !== null;
}

/** The first base of the class that a name defines. */
function baseOf(name: SyntaxNode): SyntaxNode | undefined {
  const base = name.parent?.name === 'ClassDefinition' ? name.nextSibling?.firstChild?.nextSibling : undefined;
  return base?.name === 'VariableName' || base?.name === 'MemberExpression' ? base : undefined;
}
