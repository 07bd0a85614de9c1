import type { SyntaxNode } from '@lezer/common';
import type { ModelMention, Slot } from '../../domain/mention';
import { isHubName, isPath } from '../hub-name';
import type { JavaScriptFile } from './file';
import type { Library } from './library';

/** A call of the library: where the name of the model stands among the arguments, and where the options. */
interface LoadCall {
  readonly call: SyntaxNode;
  readonly by: string;
  readonly nameAt: number;
  readonly optionsAt: number;
}

const longestCallee = 80;

/** The models that a file loads with Transformers.js, in their order. */
export function loadsIn(file: JavaScriptFile, library: Library): readonly ModelMention[] {
  const names = ['from_pretrained', 'pipeline', ...library.aliases].map((name) => name.replaceAll('$', '\\$'));
  const mentions: ModelMention[] = [];
  for (const node of file.words.matching(new RegExp(`(?<![\\w$])(?:${names.join('|')})(?![\\w$])`, 'g'))) {
    const load = loadCall(node, file, library);
    const mention = load && mentionOf(load, file);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

function loadCall(name: SyntaxNode, file: JavaScriptFile, library: Library): LoadCall | undefined {
  const member = name.name === 'PropertyName' && name.parent?.name === 'MemberExpression' ? name.parent : undefined;
  const callee = member ?? (name.name === 'VariableName' ? name : undefined);
  const call = callee?.parent?.name === 'InstantiationExpression' ? callee.parent.parent : callee?.parent;
  if (!callee || call?.name !== 'CallExpression' || call.from !== callee.from) return undefined;
  const written = file.textOf(callee);
  const by = written.length <= longestCallee ? written : file.textOf(name);
  const owner = member?.firstChild;
  const meaning = owner?.name === 'VariableName' ? library.meaning(file.textOf(owner)) : undefined;
  if (member && file.textOf(name) === 'from_pretrained') {
    const isOurs = owner?.name !== 'VariableName' || meaning !== undefined;
    return isOurs ? { call, by, nameAt: 0, optionsAt: 1 } : undefined;
  }
  const isPipeline = member ? meaning === '*' : library.meaning(written) === 'pipeline';
  return isPipeline ? { call, by, nameAt: 1, optionsAt: 2 } : undefined;
}

function mentionOf({ call, by, nameAt, optionsAt }: LoadCall, file: JavaScriptFile): ModelMention | undefined {
  const list = call.getChild('ArgList');
  const given = list ? argumentsIn(list) : [];
  const value = given[nameAt];
  const name = value && file.stringOf(value);
  if (!list || !name || given.slice(0, nameAt + 1).some(isUncertain)) return undefined;
  if (!isHubName(name.text) && !isPath(name.text)) return undefined;
  const quote = file.text[name.start - 1] === '"' ? '"' : "'";
  const options = given[optionsAt];
  const whole = { start: call.from, end: call.to };
  const said = { kind: 'model', relation: 'uses', name, by, whole } as const;
  if (options) return { ...said, ...revisionIn(options, quote, file) };
  const isComplete = list.lastChild?.name === ')' && given.length === optionsAt;
  const slot = { at: value.to, before: `, { revision: ${quote}`, after: `${quote} }` };
  return { ...said, revisionState: 'absent', ...(isComplete && { revisionSlot: slot }) };
}

function argumentsIn(list: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node = list.firstChild; node; node = node.nextSibling) {
    const isMark = node.name === '(' || node.name === ')' || node.name === ',' || node.name.endsWith('Comment');
    if (!isMark && node.prevSibling?.name !== 'Spread') found.push(node);
  }
  return found;
}

/** Behind `...values` or a mistake, positions say nothing. */
function isUncertain({ name, type }: SyntaxNode): boolean {
  return name === 'Spread' || type.isError;
}

type Revision = Pick<ModelMention, 'revision' | 'revisionState' | 'revisionSlot'>;

/** The revision among the options; `{ ...others }` may hold one as well. */
function revisionIn(given: SyntaxNode, quote: string, file: JavaScriptFile): Revision {
  const options = file.resolve(given);
  if (options?.name === 'null' || file.textOf(given) === 'undefined') return { revisionState: 'absent' };
  if (options?.name !== 'ObjectExpression') return { revisionState: 'unknown' };
  const properties = options.getChildren('Property');
  const property = properties.find(
    ({ firstChild }) => firstChild && /^(["']?)revision\1$/.test(file.textOf(firstChild).slice(0, 20)),
  );
  if (property) {
    const value = property.lastChild!;
    if (value.name === 'null' || file.textOf(value) === 'undefined') return { revisionState: 'absent' };
    const isShort = property.firstChild!.to === property.to;
    const revision = isShort ? undefined : file.stringOf(value);
    return revision ? { revisionState: 'literal', revision } : { revisionState: 'unknown' };
  }
  if (properties.some(({ firstChild }) => firstChild?.name === 'Spread')) return { revisionState: 'unknown' };
  return { revisionState: 'absent', ...slotIn(options, properties.at(-1), quote, file) };
}

/** Behind the last property; on a line of its own where that one has a line of its own. */
function slotIn(
  options: SyntaxNode,
  last: SyntaxNode | undefined,
  quote: string,
  { text }: JavaScriptFile,
): { readonly revisionSlot?: Slot } {
  if (options.lastChild?.name !== '}') return {};
  if (!last) {
    const isEmpty = text.slice(options.from, options.to) === '{}';
    const slot = { at: options.from + 1, before: ` revision: ${quote}`, after: `${quote} ` };
    return isEmpty ? { revisionSlot: slot } : {};
  }
  let lineStart = last.from;
  while (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t') lineStart--;
  const lineEnd = /\r?\n$|\r$/.exec(text.slice(Math.max(0, lineStart - 2), lineStart))?.[0];
  const separator = lineEnd === undefined ? ' ' : lineEnd + text.slice(lineStart, last.from);
  return { revisionSlot: { at: last.to, before: `,${separator}revision: ${quote}`, after: quote } };
}
