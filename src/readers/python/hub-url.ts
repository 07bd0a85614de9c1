import type { SyntaxNode } from '@lezer/common';
import type { Mention } from '../../domain/mention';
import type { Slice, Span } from '../../text/place';
import { hubAddress } from '../hub-address';
import type { PythonFile } from './file';
import { literalOf } from './literals';

const anyAddress = /(?<=["'])(?:hf:\/\/|https?:\/\/(?:huggingface\.co|hf\.co|hf-mirror\.com)\/[^\s"']*?\/resolve\/)/g;
const longestCallee = 60;

/** Whether a text can hold an address of the Hub. */
export function mayNameHubUrl(text: string): boolean {
  return text.includes('hf://') || text.includes('/resolve/');
}

/** Strings that are addresses of the Hub, whoever is given them: pandas, Keras, DuckDB, requests and others know them. */
export function hubUrlsOf(file: PythonFile): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const node of file.words.matching(anyAddress)) {
    const literal = node.parent?.name === 'ContinuedString' ? undefined : literalOf(node, file.text);
    const mention = literal && mentionIn(literal, node, file);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

function mentionIn(literal: Slice, node: SyntaxNode, file: PythonFile): Mention | undefined {
  const { kind, name, revision, form } = hubAddress(literal) ?? {};
  if (!kind || !name || form === 'repository') return undefined;
  const said = {
    kind,
    relation: 'uses',
    name,
    ...usedBy(node, form === 'scheme' ? 'hf://' : name.text, file),
  } as const;
  if (revision) return { ...said, revisionState: 'literal', revision };
  const slot = { at: name.end, before: '@', after: '' };
  return { ...said, revisionState: 'absent', ...(kind === 'dataset' && { revisionSlot: slot }) };
}

/** The call that is given a string; else the string itself. */
function usedBy(node: SyntaxNode, otherwise: string, file: PythonFile): { by: string; whole: Span } {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  const callee = call?.name === 'CallExpression' ? file.textOf(call.firstChild!) : '';
  const isNamed = /^[\w.]+$/.test(callee) && callee.length <= longestCallee;
  const { from: start, to: end } = isNamed ? call! : node;
  return { by: isNamed ? callee : otherwise, whole: { start, end } };
}
