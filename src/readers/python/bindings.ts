import type { SyntaxNode } from '@lezer/common';
import type { Words } from '../words';

/** The scope that a name is bound in: a function, lambda or class; `undefined` for the module. */
type Scope = SyntaxNode | undefined;

/** What a name is bound to: an expression, or each item of one. */
interface Bound {
  readonly to: SyntaxNode;
  readonly isEach: boolean;
}

/** What a name is bound to, by the key of the scope; `undefined` where that is not certain. */
type ByScope = ReadonlyMap<string, Bound | undefined>;

const scopeNodes: ReadonlySet<string> = new Set(['FunctionDefinition', 'LambdaExpression', 'ClassDefinition']);
const patternNodes: ReadonlySet<string> = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression']);
const maxDepth = 200;
const maxSteps = 100;

/** Which expressions the names of a file stand for, where that is beyond doubt. */
export class Bindings {
  readonly #known = new Map<string, ByScope | 'uncertain'>();

  constructor(
    private readonly words: Words,
    private readonly text: string,
  ) {}

  /**
   * The expression that a variable means where it is used: it is bound exactly once in the innermost scope that binds it,
   * by a plain assignment, as a parameter with a default, an `as` of a `with`, or a class whose first base stands for it.
   */
  valueOf(variable: SyntaxNode): SyntaxNode | undefined {
    const bound = this.#boundTo(variable);
    return bound?.isEach === false ? bound.to : undefined;
  }

  /** The expression whose items a variable stands for in turn: it is bound exactly once, by a loop. */
  itemsOf(variable: SyntaxNode): SyntaxNode | undefined {
    const bound = this.#boundTo(variable);
    return bound?.isEach === true ? bound.to : undefined;
  }

  /** The key of the class that the file defines under a name, at its top and only once. */
  classNamed(name: string): string | undefined {
    const [only, ...others] = (this.words.occurrences(name) ?? []).filter(
      (node) => node.name === 'VariableName' && bindingOf(node) !== undefined,
    );
    const own = only?.parent?.name === 'ClassDefinition' && others.length === 0 ? only.parent : undefined;
    return own && keyOf(own);
  }

  /** The key of the innermost class around a node. */
  classAround(node: SyntaxNode): string | undefined {
    let scope = scopeOf(node);
    while (scope && scope !== 'too-deep' && scope.name !== 'ClassDefinition') scope = scopeOf(scope);
    return scope && scope !== 'too-deep' ? keyOf(scope) : undefined;
  }

  /** Whether a name is bound in the body of a class itself. */
  isMemberOf(name: SyntaxNode, key: string): boolean {
    const scope = scopeOf(name);
    return scope !== 'too-deep' && scope !== undefined && keyOf(scope) === key && bindingOf(name) !== undefined;
  }

  #boundTo(variable: SyntaxNode): Bound | undefined {
    const name = this.text.slice(variable.from, variable.to);
    let bindings = this.#known.get(name);
    if (!bindings) this.#known.set(name, (bindings = bindingsOf(this.words.occurrences(name))));
    if (bindings === 'uncertain') return undefined;
    let isInnermost = true;
    for (let scope = scopeOf(variable); scope !== 'too-deep'; scope = scopeOf(scope)) {
      const inReach = isInnermost || scope?.name !== 'ClassDefinition';
      if (inReach && bindings.has(keyOf(scope))) return bindings.get(keyOf(scope));
      if (!scope) return undefined;
      isInnermost = false;
    }
    return undefined;
  }
}

function bindingsOf(occurrences: readonly SyntaxNode[] | undefined): ByScope | 'uncertain' {
  const bindings = new Map<string, Bound | undefined>();
  for (const name of occurrences ?? []) {
    const binding = name.name === 'VariableName' ? bindingOf(name) : undefined;
    if (!binding) continue;
    const own = scopeOf(name);
    const scope = binding === 'definition' && own && own !== 'too-deep' ? scopeOf(own) : own;
    if (binding === 'shared' || scope === 'too-deep') return 'uncertain';
    const key = keyOf(scope);
    bindings.set(key, bindings.has(key) ? undefined : boundBy(binding, name));
  }
  return occurrences ? bindings : 'uncertain';
}

function boundBy(binding: SyntaxNode | 'opaque' | 'each' | 'definition', name: SyntaxNode): Bound | undefined {
  if (binding === 'opaque') return undefined;
  if (binding === 'each') return { to: name.nextSibling!.nextSibling!, isEach: true };
  const to = binding === 'definition' ? baseOf(name) : binding;
  return to && { to, isEach: false };
}

/** The scope that a node stands in. */
function scopeOf(node: SyntaxNode): Scope | 'too-deep' {
  let at = node.parent;
  for (let depth = 0; at; depth++, at = at.parent) {
    if (scopeNodes.has(at.name)) return at;
    if (depth > maxDepth) return 'too-deep';
  }
  return undefined;
}

function keyOf(scope: Scope): string {
  return scope ? `${scope.name} ${scope.from}` : 'module';
}

/** How an occurrence of a name binds it: to an expression, to something else, as a function or class, or for other scopes too. */
function bindingOf(name: SyntaxNode): SyntaxNode | 'opaque' | 'each' | 'definition' | 'shared' | undefined {
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
      return name.prevSibling?.name === 'AssignOp' ? undefined : (defaultFor(name) ?? 'opaque');
    case 'ForStatement':
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      if (!isLoopTarget(name)) return undefined;
      return name.prevSibling?.name === 'for' && name.nextSibling?.name === 'in' && name.nextSibling.nextSibling
        ? 'each'
        : 'opaque';
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

/** The default of a parameter. */
function defaultFor(name: SyntaxNode): SyntaxNode | undefined {
  const operator = name.nextSibling?.name === 'TypeDef' ? name.nextSibling.nextSibling : name.nextSibling;
  return isOperator(operator) ? (operator?.nextSibling ?? undefined) : undefined;
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
