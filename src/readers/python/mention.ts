import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { isHubName, isPath } from '../hub-name';
import { argumentFor, readArguments, type Arguments } from './arguments';
import type { Callee } from './callee';
import type { PythonFile } from './file';
import type { LoadCall, NameParameter } from './load-call';
import { pathOf } from './path';
import { revisionOf, type Named } from './revision';

/** What a call loads; nothing where the file does not tell what that is. */
export function mentionsOf(callee: Callee, file: PythonFile): readonly Mention[] {
  const { call, load } = callee;
  const given = readArguments(call, file.text);
  return [load.parameter, ...(load.also ?? [])].flatMap((parameter) => mentionBy(parameter, callee, given, file) ?? []);
}

function mentionBy(parameter: NameParameter, callee: Callee, given: Arguments, file: PythonFile): Mention | undefined {
  const { call, load, by } = callee;
  const kind = kindOf(given, load, file);
  const value = argumentFor(given, parameter);
  const literal = value && (kind === 'weights' ? pathOf(value, file) : file.stringOf(value));
  if (!kind || !literal || load.only?.test(literal.text) === false) return undefined;
  const whole = { start: call.from, end: call.to };
  if (kind === 'weights') return { kind, path: literal, by };
  if (kind === 'service') return { kind, name: literal, by, whole };
  const named = nameIn(literal, load);
  if (!named || !isName(named.name.text, load)) return undefined;
  return {
    kind,
    relation: 'uses',
    name: named.name,
    by,
    whole,
    ...revisionOf(given, parameter.revision, load, named, file),
  };
}

/** For repositories models, datasets, or neither (`repo_type="space"`, or a type that the file does not tell). */
function kindOf(given: Arguments, load: LoadCall, file: PythonFile): LoadCall['loads'] | undefined {
  if (load.kindKeyword === undefined) return load.loads;
  const value = argumentFor(given, { keywords: [load.kindKeyword] });
  if (!value) return given.hasDoubleStar ? undefined : load.loads;
  if (value.name === 'None') return load.loads;
  const kind = file.stringOf(value)?.text;
  return kind === 'model' || kind === 'dataset' ? kind : undefined;
}

function isName(name: string, { except }: LoadCall): boolean {
  return isHubName(name) ? !except?.includes(name) : isPath(name);
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
