import type { SyntaxNode, Tree } from '@lezer/common';
import type { Slice } from '../../text/place';
import { placesOf, Words } from '../words';

const maxSteps = 5;

/** A parsed JavaScript or TypeScript file, with what its constants stand for. */
export class JavaScriptFile {
  readonly words: Words;

  constructor(
    readonly text: string,
    tree: Tree,
  ) {
    this.words = new Words(placesOf(text, tree));
  }

  textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  /** The string that an expression stands for, where it is spelled out without escapes. */
  stringOf(expression: SyntaxNode): Slice | undefined {
    const literal = this.resolve(expression);
    const isString = literal?.name === 'String' || literal?.name === 'TemplateString';
    if (!isString) return undefined;
    if (literal.getChild('Interpolation')) return this.#filled(literal);
    const written = this.textOf(literal);
    if (!/^(["'`])[^\\]*\1$/.test(written) || written.length < 2) return undefined;
    return { text: written.slice(1, -1), start: literal.from + 1, end: literal.to - 1 };
  }

  /** The expression that an expression stands for: itself, or what its constant was given beyond doubt. */
  resolve(expression: SyntaxNode): SyntaxNode | undefined {
    let node: SyntaxNode | undefined = expression;
    for (let step = 0; node && step < maxSteps; step++) {
      if (node.name === 'ParenthesizedExpression') node = node.firstChild?.nextSibling ?? undefined;
      else if (isTyped(node)) node = node.firstChild ?? undefined;
      else if (node.name === 'VariableName') node = this.#variable(this.textOf(node));
      else if (node.name === 'MemberExpression') node = this.#property(node);
      else return node;
    }
    return undefined;
  }

  /** The value of a property of an object that is spelled out; the name itself where it stands for both. */
  propertyOf(object: SyntaxNode, name: string): SyntaxNode | undefined {
    const found = object.getChildren('Property').filter(({ firstChild }) => {
      return firstChild && this.textOf(firstChild).replace(/^(["'])(.*)\1$/, '$2') === name;
    });
    return found.length === 1 ? (found[0]!.lastChild ?? undefined) : undefined;
  }

  /** A template with what its placeholders stand for, where these are constants that are spelled out. */
  #filled(template: SyntaxNode): Slice | undefined {
    const parts: string[] = [];
    let at = template.from + 1;
    for (const { firstChild, from, to } of template.getChildren('Interpolation')) {
      const value = firstChild?.nextSibling?.name === 'VariableName' ? this.resolve(firstChild.nextSibling) : undefined;
      if (value?.name !== 'String') return undefined;
      parts.push(this.text.slice(at, from), this.textOf(value).slice(1, -1));
      at = to;
    }
    const whole = [...parts, this.text.slice(at, template.to - 1)].join('');
    return /[\\\r\n]/.test(whole) ? undefined : { text: whole, start: template.from + 1, end: template.to - 1 };
  }

  /** What a name is bound to, if only one place of the file binds it, and that by a plain declaration. */
  #variable(name: string): SyntaxNode | undefined {
    const occurrences = this.words.occurrences(name) ?? [];
    const [binding, ...others] = occurrences.filter((node) => node.name === 'VariableDefinition');
    if (binding?.parent?.name !== 'VariableDeclaration' || others.length > 0) return undefined;
    return occurrences.some((node) => node.name === 'VariableName' && isAssigned(node))
      ? undefined
      : valueAfter(binding);
  }

  /** What a property of a class is declared with: `this.model` where the file has one `model = '…'`, and nobody changes it. */
  #property(member: SyntaxNode): SyntaxNode | undefined {
    const [object, property] = [member.firstChild, member.lastChild];
    if (!object || property?.name !== 'PropertyName') return undefined;
    const occurrences = this.words.occurrences(this.textOf(property)) ?? [];
    const constant = object.name === 'VariableName' ? this.#variable(this.textOf(object)) : undefined;
    if (constant?.name === 'ObjectExpression') {
      const isSet = occurrences.some(({ parent }) => parent?.name === 'MemberExpression' && isAssigned(parent));
      return isSet ? undefined : this.propertyOf(constant, this.textOf(property));
    }
    if (object.name !== 'this' && !this.#isClass(object)) return undefined;
    const isChanged = occurrences.some(
      (node) => node.name === 'PropertyName' && node.parent && isAssigned(node.parent),
    );
    const [declaration, ...others] = occurrences.filter((node) => node.parent?.name === 'PropertyDeclaration');
    return declaration && others.length === 0 && !isChanged ? valueAfter(declaration) : undefined;
  }

  #isClass(object: SyntaxNode): boolean {
    const occurrences = object.name === 'VariableName' ? this.words.occurrences(this.textOf(object)) : undefined;
    return (
      occurrences?.some((node) => node.parent?.name === 'ClassDeclaration' && node.prevSibling?.name === 'class') ??
      false
    );
  }
}

/** `x as T`, `x satisfies T`, `x!`. */
function isTyped({ name, firstChild }: SyntaxNode): boolean {
  const operator = firstChild?.nextSibling?.name;
  if (name === 'PostfixExpression') return operator === 'LogicOp';
  return name === 'BinaryExpression' && (operator === 'as' || operator === 'satisfies');
}

/** The value in `name = value` and `name: Type = value`. */
function valueAfter(name: SyntaxNode): SyntaxNode | undefined {
  const next = name.nextSibling?.name === 'TypeAnnotation' ? name.nextSibling.nextSibling : name.nextSibling;
  return next?.name === 'Equals' ? (next.nextSibling ?? undefined) : undefined;
}

function isAssigned({ parent, from }: SyntaxNode): boolean {
  return parent?.name === 'AssignmentExpression' && parent.from === from;
}
