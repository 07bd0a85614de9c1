import type { SyntaxNode } from '@lezer/common';
import type { Mention, WeightsMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { hubAddress } from '../hub-address';
import { isHubName, isPath } from '../hub-name';
import type { ModelAddress } from '../model-address';
import { argumentFor, readArguments, type Arguments } from './arguments';
import type { Callee } from './callee';
import type { PythonFile } from './file';
import { guardOf } from './guard';
import type { LoadCall, NameParameter } from './load-call';
import { pathOf } from './path';
import { revisionOf } from './revision';
import { tensorsInstead } from './tensors-instead';

const longestAddress = 1000;

type Parameter = NameParameter & { readonly loads?: LoadCall['loads'] };

/** What a call loads; nothing where the file does not tell what that is. */
export function mentionsOf(callee: Callee, file: PythonFile): readonly Mention[] {
  const { call, load } = callee;
  const given = readArguments(call, file.text);
  const parameters: readonly Parameter[] = [load.parameter, ...(load.also ?? [])];
  return parameters.flatMap((parameter): readonly Mention[] => {
    const value = argumentFor(given, parameter);
    const kind = parameter.loads ?? kindOf(given, load, file);
    if (!value || !kind) return [];
    if (kind === 'weights') return weightsIn(value, given, callee, file);
    return file.textsOf(value).flatMap((text) => mentionBy(parameter, kind, text, callee, given, file) ?? []);
  });
}

function weightsIn(
  value: SyntaxNode,
  given: Arguments,
  { call, load, by }: Callee,
  file: PythonFile,
): readonly WeightsMention[] {
  const path = load.fromWeb ? file.stringOf(value) : pathOf(value, file);
  const isMeant = path && load.only?.test(path.text) !== false && (!load.fromWeb || isFetched(path));
  if (!isMeant) return [];
  if (load.guard === undefined) return [{ kind: 'weights', path, by }];
  const instead = tensorsInstead(call, path, given, file);
  return [{ kind: 'weights', path, by, guard: guardOf(given, load.guard, file), ...(instead && { instead }) }];
}

function mentionBy(
  parameter: Parameter,
  kind: 'model' | 'dataset' | 'service',
  { literal, isOpen }: { readonly literal: Slice; readonly isOpen: boolean },
  { call, load, by }: Callee,
  given: Arguments,
  file: PythonFile,
): Mention | undefined {
  if (load.only?.test(literal.text) === false) return undefined;
  const whole = { start: call.from, end: call.to };
  if (kind === 'service') return { kind, name: literal, by, whole };
  const named = nameIn(literal, given, load, file);
  if (!named) return undefined;
  const revision = revisionOf(given, parameter.revision, load, { ...named, isOpen }, file);
  const folder = load.into === undefined ? undefined : argumentFor(given, { keywords: [load.into] });
  const into = folder && pathOf(folder, file);
  const said = { relation: 'uses', name: named.name, by, whole, ...revision, ...(into && { into }) } as const;
  return kind === 'dataset'
    ? { kind, ...said }
    : { kind, ...(named.registry && { registry: named.registry }), ...said };
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

/** An address of the web, but for those of the Hub, which are read wherever they stand. */
function isFetched(address: Slice): boolean {
  const isOfWeb = address.text.length <= longestAddress && /^https?:\/\/[^\s/]+\/\S*$/.test(address.text);
  return isOfWeb && hubAddress(address)?.form !== 'file';
}

/** What a literal names: a repository of the Hub, what an address such as `hf-hub:owner/name@revision` says, or a path. */
function nameIn(literal: Slice, given: Arguments, load: LoadCall, file: PythonFile): ModelAddress | undefined {
  const isKnown = isHubName(literal.text) && !load.address && !load.except?.includes(literal.text);
  if (isKnown || isPath(literal.text)) return { name: literal };
  return load.address && isAddressed(given, load, file) ? addressIn(literal, load.address, file.text) : undefined;
}

function isAddressed(given: Arguments, { addressUnless }: LoadCall, file: PythonFile): boolean {
  const value = addressUnless && argumentFor(given, { keywords: [addressUnless.keyword] });
  return !value || file.stringOf(value)?.text === addressUnless.is;
}

/** Where a literal is put together from several places, each part of it has the place of the whole. */
function addressIn(literal: Slice, address: NonNullable<LoadCall['address']>, text: string): ModelAddress | undefined {
  if (text.slice(literal.start, literal.end) === literal.text) return address(literal);
  const found = address({ text: literal.text, start: 0, end: literal.text.length });
  const place = ({ text }: Slice): Slice => ({ ...literal, text });
  return found && { ...found, name: place(found.name), ...(found.revision && { revision: place(found.revision) }) };
}
