import type { ModelMention } from '../../domain/mention';
import type { ModelAddress } from '../model-address';
import { argumentFor, type Arguments } from './arguments';
import type { PythonFile } from './file';
import { quoteOf } from './literals';
import type { LoadCall } from './load-call';
import { slotAfter } from './slot';

/** What a call says about the revision of what it loads. */
export type Revision = Pick<ModelMention, 'revision' | 'revisionState' | 'revisionSlot'>;

const longestOptions = 2000;

/** The revision given by a keyword, if the call knows one, or within the name; where there is none, the place where it can be written. */
export function revisionOf(
  given: Arguments,
  keyword: string | undefined,
  load: LoadCall,
  named: ModelAddress & { readonly isOpen: boolean },
  file: PythonFile,
): Revision {
  const { revisionSlot, ...said } = revisionSaid(given, keyword, load, named, file);
  // What is right for one of several names is wrong for the others.
  return named.isOpen || !revisionSlot ? said : { ...said, revisionSlot };
}

function revisionSaid(
  given: Arguments,
  keyword: string | undefined,
  load: LoadCall,
  named: ModelAddress,
  file: PythonFile,
): Revision {
  if (named.revision) return { revisionState: 'literal', revision: named.revision };
  if (given.hasDoubleStar || hidesRevision(given, load.options ?? ['model_kwargs'], file))
    return { revisionState: 'unknown' };
  if (load.revisionMark) {
    return { revisionState: 'absent', revisionSlot: { at: named.name.end, before: load.revisionMark, after: '' } };
  }
  if (keyword === undefined) return { revisionState: 'absent' };

  const value = argumentFor(given, { keywords: [keyword] });
  if (!value) {
    const slot = slotAfter(given, keyword, quoteOf(named.name, file.text), file.text);
    return { revisionState: 'absent', ...(slot && { revisionSlot: slot }) };
  }
  const { node, isOpen = false } = file.valueOf(value) ?? {};
  if (node?.name === 'None') return { revisionState: isOpen ? 'unknown' : 'absent' };
  const revision = file.stringOf(value);
  return revision ? { revisionState: 'literal', revision } : { revisionState: 'unknown' };
}

/** `model_kwargs={"revision": …}` passes a revision on; options that are not spelled out may. */
function hidesRevision({ list }: Arguments, keywords: readonly string[], file: PythonFile): boolean {
  return list.some(({ keyword, value }) => {
    if (keyword === undefined || !keywords.includes(keyword)) return false;
    const isShort = value.to - value.from <= longestOptions;
    return !(value.name === 'DictionaryExpression' && isShort && !/\brevision\b|\*\*/.test(file.textOf(value)));
  });
}
