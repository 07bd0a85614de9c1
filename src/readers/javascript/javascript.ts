import { parser } from '@lezer/javascript';
import type { Mention } from '../../domain/mention';
import type { Reader } from '../reader';
import { JavaScriptFile } from './file';
import { mayImport, readLibrary } from './library';
import { loadsIn } from './loads';

/** Longer files are bundles, which nobody writes by hand; in characters. */
const longest = 1_000_000;

const dialects = {
  typescript: parser.configure({ dialect: 'ts' }),
  both: parser.configure({ dialect: 'ts jsx' }),
  javascript: parser.configure({ dialect: 'jsx' }),
} as const;

/** JavaScript and TypeScript: the models that are loaded with Transformers.js, https://huggingface.co/docs/transformers.js */
export const javascript: Reader = {
  kind: 'javascript',
  title: 'JavaScript and TypeScript that load models with Transformers.js',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  read(text, path) {
    const mentions = text.length <= longest && mayImport(text) ? mentionsIn(text, path) : [];
    return { mentions, problems: [], comments: '//' };
  },
};

function mentionsIn(text: string, path: string): readonly Mention[] {
  const dialect = /\.[mc]?ts$/i.test(path) ? 'typescript' : /\.tsx$/i.test(path) ? 'both' : 'javascript';
  const file = new JavaScriptFile(text, dialects[dialect].parse(text));
  const library = readLibrary(file);
  return library ? loadsIn(file, library) : [];
}
