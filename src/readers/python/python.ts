import type { Reading } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Span } from '../../text/place';
import type { Reader } from '../reader';
import { tooDeep } from '../syntax-tree';
import { loadsOf, mayLoad } from './callee';
import { PythonFile } from './file';
import { hubUrlsOf, mayNameHubUrl } from './hub-url';
import { mentionsOf } from './mention';
import { ModuleTree } from './module-tree';

/** Python code: the models, datasets and weight files that its calls load. What cannot be resolved in the file itself stays out. */
export const python: Reader = {
  kind: 'python',
  title: 'Python code that loads models, datasets and weight files',
  files: ['**/*.py'],
  gives: ['model', 'dataset', 'weights', 'service'],
  comments: '#',
  read(text, path) {
    return { ...readCode(text, path), comments: '#' };
  },
};

/** What Python code loads, in the order of the text. Code in several parts, such as cells, is read as one module. */
export function readCode(text: string, path: string, parts?: readonly Span[]): Reading {
  const loads = mayLoad(text);
  const urls = mayNameHubUrl(text);
  if (!loads && !urls) return { mentions: [], problems: [] };
  const tree = new ModuleTree(text, path, parts);
  const file = new PythonFile(text, tree);
  const mentions: Mention[] = [];
  if (loads) for (const callee of loadsOf(file)) mentions.push(...mentionsOf(callee, file));
  if (urls) mentions.push(...hubUrlsOf(file));
  return { mentions, problems: tree.unread.map(tooDeep) };
}
