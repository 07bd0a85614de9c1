import type { SyntaxNode } from '@lezer/common';
import { argumentFor, readArguments } from './arguments';
import type { Bindings } from './bindings';
import { isCommandLine, optionDefaults } from './defaults';
import type { Names } from './names';
import { literalOf } from './literals';

const longestDictionary = 50_000;

/** What attributes of objects and keys of dictionaries stand for, where the file leaves no doubt. */
export class Members {
  #options: ReadonlyMap<string, SyntaxNode | undefined> | undefined;

  constructor(
    private readonly file: Names,
    private readonly bindings: Bindings,
  ) {}

  /** The value of `object.name` or `object["key"]`. */
  valueOf(member: SyntaxNode): SyntaxNode | undefined {
    const { firstChild: object, lastChild: last } = member;
    if (!object || !last) return undefined;
    if (last.name === ']') return this.#entry(object, last.prevSibling);
    if (last.name !== 'PropertyName') return undefined;
    const name = this.file.textOf(last);
    if (isCommandLine(object, this.file)) {
      const given = (this.#options ??= optionDefaults(this.file)).get(name);
      if (given) return given;
    }
    return this.#attribute(object, name);
  }

  /** The value that `object.get("key")` gives. */
  got(call: SyntaxNode): SyntaxNode | undefined {
    const callee = call.firstChild;
    if (callee?.name !== 'MemberExpression' || this.file.textOf(callee.lastChild!) !== 'get') return undefined;
    return this.#entry(
      callee.firstChild!,
      argumentFor(readArguments(call, this.file.text), { position: 0, keywords: [] }),
    );
  }

  /** What a dictionary holds that is spelled out in one piece, and not changed by name. */
  #entry(object: SyntaxNode, index: SyntaxNode | null | undefined): SyntaxNode | undefined {
    const key = index ? this.file.stringOf(index)?.text : undefined;
    const dictionary = key === undefined ? undefined : this.file.resolve(object);
    if (dictionary?.name !== 'DictionaryExpression' || dictionary.to - dictionary.from > longestDictionary)
      return undefined;
    if (this.#isChanged(object)) return undefined;
    const found: SyntaxNode[] = [];
    for (let node = dictionary.firstChild; node; node = node.nextSibling) {
      if (node.name === '**') return undefined;
      if (node.name === ':' && node.prevSibling && literalOf(node.prevSibling, this.file.text)?.text === key)
        found.push(node.nextSibling!);
    }
    return found.length === 1 ? found[0] : undefined;
  }

  /** Whether somewhere a key of a dictionary is set, or a method called that may do so. */
  #isChanged(object: SyntaxNode): boolean {
    if (object.name !== 'VariableName') return false;
    const occurrences = this.file.words.occurrences(this.file.textOf(object));
    return (
      !occurrences ||
      occurrences.some(({ parent }) => parent?.name === 'MemberExpression' && isWrite(parent, this.file))
    );
  }

  #attribute(object: SyntaxNode, name: string): SyntaxNode | undefined {
    const owner = this.#classOf(object);
    if (owner === undefined) return undefined;
    if (owner.call) {
      const given = readArguments(owner.call, this.file.text);
      const value = argumentFor(given, { keywords: [name] });
      if (value) return value;
      if (given.hasDoubleStar || given.list.some(({ keyword }) => keyword === undefined)) return undefined;
    }
    const found: SyntaxNode[] = [];
    for (const node of this.file.words.occurrences(name) ?? []) {
      const isOwn = node.name === 'VariableName' && this.bindings.isMemberOf(node, owner.scope);
      const assigned = isOwn ? node : node.name === 'PropertyName' ? node.parent : undefined;
      if (!assigned || assigned.parent?.name !== 'AssignStatement' || assigned.parent.from !== assigned.from) {
        if (isOwn) return undefined;
        continue;
      }
      const isForeign = !isOwn && !this.#isOfSelf(assigned, owner.scope);
      const value = assigned.parent.lastChild;
      if (isForeign || !value || value.prevSibling?.name !== 'AssignOp') return undefined;
      found.push(value);
    }
    return found.length === 1 ? found[0] : undefined;
  }

  #isOfSelf(member: SyntaxNode, scope: string): boolean {
    const object = member.firstChild;
    return (
      object?.name === 'VariableName' &&
      this.file.textOf(object) === 'self' &&
      this.bindings.classAround(object) === scope
    );
  }

  /** The class that an object is, or that it is made from by a call. */
  #classOf(object: SyntaxNode): { readonly scope: string; readonly call?: SyntaxNode } | undefined {
    if (object.name === 'VariableName' && /^(?:self|cls)$/.test(this.file.textOf(object))) {
      const scope = this.bindings.classAround(object);
      return scope === undefined ? undefined : { scope };
    }
    const value = object.name === 'VariableName' ? this.file.bindingOf(object) : object;
    const call = value?.name === 'CallExpression' ? value : undefined;
    const named = call ? call.firstChild! : object;
    if (named.name !== 'VariableName') return undefined;
    const scope = this.bindings.classNamed(this.file.textOf(named));
    return scope === undefined ? undefined : { scope, ...(call && { call }) };
  }
}

const writers = /^(?:update|setdefault|pop|popitem|clear|__setitem__)$/;

function isWrite(member: SyntaxNode, file: Names): boolean {
  const { parent, lastChild } = member;
  if (lastChild?.name === 'PropertyName') return writers.test(file.textOf(lastChild));
  if (parent?.name === 'DeleteStatement' || parent?.name === 'UpdateStatement') return true;
  return parent?.name === 'AssignStatement' && parent.lastChild?.from !== member.from;
}
