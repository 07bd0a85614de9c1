import type { SyntaxNode } from '@lezer/common';
import type { Mention } from '../../domain/mention';
import type { Slice, Span } from '../../text/place';
import { isHubName } from '../hub-name';
import type { PythonFile } from './file';
import { literalOf } from './literals';

const scheme = 'hf://';
const longestCallee = 60;

/** Whether a text can hold an address of the Hub's file system. */
export function mayNameHubUrl(text: string): boolean {
  return text.includes(scheme);
}

/**
 * Strings such as `hf://datasets/owner/name@revision/path`, whoever is given them: pandas, Keras, DuckDB and others know them.
 * https://huggingface.co/docs/huggingface_hub/guides/hf_file_system#integrations
 */
export function hubUrlsOf(file: PythonFile): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const node of file.words.matching(/(?<=["'])hf:\/\//g)) {
    const literal = node.parent?.name === 'ContinuedString' ? undefined : literalOf(node, file.text);
    const mention = literal && mentionIn(literal, node, file);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

const address =
  /^(?<prefix>hf:\/\/(?<datasets>datasets\/)?)(?!(?:datasets|spaces|buckets|models)\/)(?<name>[^/@]+\/[^/@]+)(?:@(?<revision>[^/]+))?(?:\/|$)/;

function mentionIn(literal: Slice, node: SyntaxNode, file: PythonFile): Mention | undefined {
  const { prefix = '', datasets, name = '', revision } = address.exec(literal.text)?.groups ?? {};
  const isEscaped = literal.end - literal.start !== literal.text.length;
  if (isEscaped || !isHubName(name)) return undefined;
  const start = literal.start + prefix.length;
  const end = start + name.length;
  const kind = datasets === undefined ? 'model' : 'dataset';
  const said = { kind, relation: 'uses', name: { text: name, start, end }, ...usedBy(node, file) } as const;
  if (revision === undefined) {
    const slot = { at: end, before: '@', after: '' };
    return { ...said, revisionState: 'absent', ...(kind === 'dataset' && { revisionSlot: slot }) };
  }
  const written = { text: revision.replaceAll('%2F', '/'), start: end + 1, end: end + 1 + revision.length };
  return { ...said, revisionState: 'literal', revision: written };
}

/** The call that is given a string; else the string itself. */
function usedBy(node: SyntaxNode, file: PythonFile): { by: string; whole: Span } {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  const callee = call?.name === 'CallExpression' ? file.textOf(call.firstChild!) : '';
  const isNamed = /^[\w.]+$/.test(callee) && callee.length <= longestCallee;
  const { from: start, to: end } = isNamed ? call! : node;
  return { by: isNamed ? callee : scheme, whole: { start, end } };
}
