import type { SyntaxNode } from '@lezer/common';
import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { isHubName, isPath } from '../hub-name';
import { argumentFor, readArguments, type Arguments } from './arguments';
import { calleeOf, type Callee } from './callee';
import type { PythonFile } from './file';
import type { LoadCall } from './load-calls';
import { revisionOf, type Named } from './revision';

/** What a call loads; undefined for calls that load nothing, or something that the file does not tell. */
export function mentionOf(call: SyntaxNode, file: PythonFile): Mention | undefined {
  const callee = calleeOf(call, file);
  if (!callee) return undefined;
  const given = readArguments(call, file.text);
  const value = argumentFor(given, callee.load.parameter);
  if (!value) return undefined;
  if (callee.load.loads === 'weights') return weightsOf(value, callee, file);
  return repositoryOf(call, given, value, callee, file);
}

function weightsOf(value: SyntaxNode, { by }: Callee, file: PythonFile): Mention | undefined {
  const expression = file.resolve(value);
  const path = expression && file.stringOf(openedBy(expression, file) ?? expression);
  return path && path.text !== '' && !isUrl(path.text) ? { kind: 'weights', path, by } : undefined;
}

/** For `open(path, …)` the path. */
function openedBy(expression: SyntaxNode, file: PythonFile): SyntaxNode | undefined {
  const callee = expression.name === 'CallExpression' ? expression.firstChild : null;
  if (!callee || file.textOf(callee) !== 'open') return undefined;
  return argumentFor(readArguments(expression, file.text), { position: 0, keywords: ['file'] });
}

function isUrl(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(path);
}

function repositoryOf(
  call: SyntaxNode,
  given: Arguments,
  value: SyntaxNode,
  { load, by }: Callee,
  file: PythonFile,
): Mention | undefined {
  const kind = kindOf(given, load, file);
  const literal = file.stringOf(value);
  const named = literal && nameIn(literal, load);
  if (!kind || !named) return undefined;
  const { name } = named;
  const isKnown = isHubName(name.text) ? !load.except?.includes(name.text) : isPath(name.text);
  if (!isKnown) return undefined;
  const whole = { start: call.from, end: call.to };
  return { kind, relation: 'uses', name, by, whole, ...revisionOf(given, load, named, file) };
}

/** Models, datasets, or neither (`repo_type="space"`, or a type that the file does not tell). */
function kindOf(given: Arguments, load: LoadCall, file: PythonFile): 'model' | 'dataset' | undefined {
  if (load.loads === 'weights') return undefined;
  if (load.kindKeyword === undefined) return load.loads;
  const value = argumentFor(given, { keywords: [load.kindKeyword] });
  if (!value) return given.hasDoubleStar ? undefined : load.loads;
  if (value.name === 'None') return load.loads;
  const kind = file.stringOf(value)?.text;
  return kind === 'model' || kind === 'dataset' ? kind : undefined;
}

/** The name within a literal such as `hf-hub:owner/name@revision`, and the revision that it carries. */
function nameIn(literal: Slice, { prefixes, revisionInName }: LoadCall): Named | undefined {
  if (!prefixes) return { name: literal };
  const prefix = prefixes.find((candidate) => literal.text.startsWith(candidate));
  const isEscaped = literal.end - literal.start !== literal.text.length;
  if (prefix === undefined || isEscaped) return undefined;
  const at = revisionInName ? literal.text.indexOf('@') : -1;
  const end = at < 0 ? literal.text.length : at;
  const name = part(literal, prefix.length, end);
  return at < 0 ? { name } : { name, revision: part(literal, at + 1, literal.text.length) };
}

function part({ text, start }: Slice, from: number, to: number): Slice {
  return { text: text.slice(from, to), start: start + from, end: start + to };
}
