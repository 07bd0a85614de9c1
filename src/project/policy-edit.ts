import { isMap, isSeq, parseDocument } from 'yaml';
import { placeTooDeep } from '../readers/yaml-problem';

/** An entry to add; `path` is relative to the policy file. */
export interface NewIgnore {
  readonly rule: string;
  readonly path: string;
  readonly reason: string;
}

/** The policy text with one more entry under `ignore`; comments and line ends stay. `undefined` where the text is not a policy that can be added to. */
export function withIgnore(text: string, { rule, path, reason }: NewIgnore): string | undefined {
  if (placeTooDeep(text) !== undefined) return undefined;
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  if (document.contents !== null && !isMap(document.contents)) return undefined;
  const entry = document.createNode({ rule, path: globLiteral(path), reason });
  const list = document.get('ignore');
  if (list === undefined || list === null) document.set('ignore', [entry]);
  else if (isSeq(list)) list.add(entry);
  else return undefined;
  const edited = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}

/** A path as a glob that fits only this path. */
function globLiteral(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
