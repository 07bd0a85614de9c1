import type { SyntaxNode } from '@lezer/common';
import type { PythonFile } from './file';
import { fromPretrainedElsewhere, hubClass, hubLoads, otherHubs, serviceCalls } from './hub-loads';
import { lastPart, topLevel } from './imports';
import type { LoadCall } from './load-call';
import { registryLoads } from './registry-loads';
import { weightLoads } from './weight-loads';

/** A call that loads something: how to read it, and what it is called in the words of the file. */
export interface Callee {
  readonly call: SyntaxNode;
  readonly load: LoadCall;
  readonly by: string;
}

const loadCalls: readonly LoadCall[] = [...hubLoads, ...registryLoads, ...serviceCalls, ...weightLoads];
const callsByName = new Map<string, LoadCall[]>();
for (const load of loadCalls) {
  for (const name of load.names) callsByName.set(name, [...(callsByName.get(name) ?? []), load]);
}
const names = [...callsByName.keys()];
const maxParts = 20;
const maxAliases = 5;

const anyName = new RegExp(`\\b(?:${names.join('|')})\\b`);
const anyImport = new RegExp(
  `(?:\\b(?:import|from)|,)\\s+(?:${[...new Set(loadCalls.flatMap((load) => load.packages))].join('|')})\\b`,
);

/** Whether a text can hold a call that loads something; cheap, so that most files need not be parsed. */
export function mayLoad(text: string): boolean {
  return anyName.test(text) && (text.includes('from_pretrained') || anyImport.test(text));
}

/** The calls of a file that load something, in their order. */
export function* loadsOf(file: PythonFile): Generator<Callee> {
  const aliases = file.imports.aliases.flatMap(({ alias, of }) => (callsByName.has(of) ? [alias] : []));
  const called = new RegExp(`\\b(?:${[...names, ...aliases].join('|')})\\b(?=[\\s\\\\]*\\()`, 'g');
  for (const name of file.words.matchingCode(called)) {
    const call = callOf(name);
    const callee = call && calleeOf(call, file);
    if (callee) yield callee;
  }
}

/** The call whose callee ends with a name. */
function callOf(name: SyntaxNode): SyntaxNode | undefined {
  const callee = name.name === 'PropertyName' ? name.parent : name.name === 'VariableName' ? name : null;
  const call = callee?.parent;
  return call?.name === 'CallExpression' && call.firstChild?.to === callee?.to ? call : undefined;
}

function calleeOf(call: SyntaxNode, file: PythonFile): Callee | undefined {
  const callee = call.firstChild;
  if (!callee) return undefined;
  const candidates = candidatesFor(file.textOf(callee.lastChild ?? callee), file);
  const written = dottedName(callee, file);
  const meanings = written ? meaningsOf(written, callee, file) : [];
  const mayBeInstance = !written || (written.length > 1 && !file.imports.binds(written[0]!));
  const load =
    candidates.find((candidate) => meanings.some((meaning) => fits(candidate, meaning))) ??
    (mayBeInstance ? candidates.find((candidate) => isOnInstance(candidate, file)) : undefined) ??
    (written && isHubClass(written, meanings) ? fromPretrainedElsewhere : undefined);
  return load && { call, load, by: written?.join('.') ?? file.textOf(callee.lastChild!) };
}

function isOnInstance({ onInstance, packages }: LoadCall, file: PythonFile): boolean {
  return onInstance === true && packages.some((name) => file.imports.has(name));
}

/** The calls that a last name may stand for: by itself, or because it is imported under another one. */
function candidatesFor(name: string, file: PythonFile): readonly LoadCall[] {
  const byName = callsByName.get(name);
  if (byName) return byName;
  return file.imports.meanings(name).flatMap((meaning) => callsByName.get(lastPart(meaning)) ?? []);
}

function fits({ packages, fullName }: LoadCall, meaning: string): boolean {
  return packages.includes(topLevel(meaning)) && (fullName?.test(meaning) ?? true);
}

function isHubClass(written: readonly string[], meanings: readonly string[]): boolean {
  if (written.at(-1) !== 'from_pretrained' || meanings.some((meaning) => otherHubs.has(topLevel(meaning))))
    return false;
  return hubClass.test(written.at(-2) ?? '');
}

/** The parts of `a.b.c`; undefined for anything that is not only names. */
function dottedName(expression: SyntaxNode, file: PythonFile): readonly string[] | undefined {
  const parts: string[] = [];
  let node: SyntaxNode | null = expression;
  while (node?.name === 'MemberExpression' && node.lastChild?.name === 'PropertyName' && parts.length < maxParts) {
    parts.unshift(file.textOf(node.lastChild));
    node = node.firstChild;
  }
  return node?.name === 'VariableName' ? [file.textOf(node), ...parts] : undefined;
}

/** The full dotted names that a name may stand for, through imports, aliases and base classes. */
function meaningsOf([root, ...rest]: readonly string[], expression: SyntaxNode, file: PythonFile): readonly string[] {
  let variable = firstName(expression);
  let name = root!;
  let tail = rest;
  for (let step = 0; step < maxAliases; step++) {
    const meanings = file.imports.meanings(name);
    if (meanings.length > 0) return meanings.map((meaning) => [meaning, ...tail].join('.'));
    const value = file.bindingOf(variable);
    const parts = value && dottedName(value, file);
    if (!parts) return [];
    variable = firstName(value);
    name = parts[0]!;
    tail = [...parts.slice(1), ...tail];
  }
  return [];
}

function firstName(expression: SyntaxNode): SyntaxNode {
  let node = expression;
  while (node.name === 'MemberExpression' && node.firstChild) node = node.firstChild;
  return node;
}
