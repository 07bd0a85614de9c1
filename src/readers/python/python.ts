import { parser } from '@lezer/python';
import type { Mention } from '../../domain/mention';
import type { Reader } from '../reader';
import { mayLoad } from './callee';
import { PythonFile } from './file';
import { mentionOf } from './mention';

/** Python code: the models, datasets and weight files that its calls load. What cannot be resolved in the file itself stays out. */
export const python: Reader = {
  kind: 'python',
  title: 'Python code that loads models, datasets and weight files',
  files: ['**/*.py'],
  read(text) {
    return { mentions: mayLoad(text) ? loadsIn(text) : [], problems: [], comments: '#' };
  },
};

function loadsIn(text: string): readonly Mention[] {
  const file = new PythonFile(text, parser.parse(withoutByteOrderMark(text)));
  const mentions: Mention[] = [];
  for (const call of file.calls) {
    const mention = mentionOf(call, file);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

/** The grammar takes a byte order mark for a letter; a line feed in its place keeps all offsets. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? `\n${text.slice(1)}` : text;
}
