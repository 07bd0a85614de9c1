import type { Mention } from '../../domain/mention';
import type { Span } from '../../text/place';
import type { Reader } from '../reader';
import { loadsOf, mayLoad } from './callee';
import { PythonFile } from './file';
import { hubUrlsOf, mayNameHubUrl } from './hub-url';
import { mentionsOf } from './mention';
import { parseModule } from './module-tree';

/** Python code: the models, datasets and weight files that its calls load. What cannot be resolved in the file itself stays out. */
export const python: Reader = {
  kind: 'python',
  title: 'Python code that loads models, datasets and weight files',
  files: ['**/*.py'],
  read(text, path) {
    return { mentions: loadsIn(text, path), problems: [], comments: '#' };
  },
};

/** What Python code loads, in the order of the text. Code in several parts, such as cells, is read as one module. */
export function loadsIn(text: string, path: string, parts?: readonly Span[]): readonly Mention[] {
  const loads = mayLoad(text);
  const urls = mayNameHubUrl(text);
  if (!loads && !urls) return [];
  const file = new PythonFile(text, parseModule(text, path, parts));
  const mentions: Mention[] = [];
  if (loads) for (const callee of loadsOf(file)) mentions.push(...mentionsOf(callee, file));
  if (urls) mentions.push(...hubUrlsOf(file));
  return mentions;
}
