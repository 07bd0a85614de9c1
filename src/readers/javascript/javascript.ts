import { parser } from '@lezer/javascript';
import type { Reading } from '../../domain/document';
import type { Reader } from '../reader';
import { syntaxTree, tooDeep } from '../syntax-tree';
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

/** JavaScript and TypeScript: the models that are loaded with Transformers.js. */
export const javascript: Reader = {
  kind: 'javascript',
  title: 'JavaScript and TypeScript that load models with Transformers.js',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  specification: 'https://huggingface.co/docs/transformers.js',
  gives: ['model'],
  byContent: 'Models are looked for only in files that import Transformers.js.',
  comments: '//',
  read(text, path) {
    const isRead = text.length <= longest && mayImport(text);
    return { ...(isRead ? readCode(text, path) : { mentions: [], problems: [] }), comments: '//' };
  },
};

function readCode(text: string, path: string): Reading {
  const dialect = /\.[mc]?ts$/i.test(path) ? 'typescript' : /\.tsx$/i.test(path) ? 'both' : 'javascript';
  const tree = syntaxTree(dialects[dialect], text);
  if (!tree) return { mentions: [], problems: [tooDeep({ start: 0, end: text.length })] };
  const file = new JavaScriptFile(text, tree);
  const library = readLibrary(file);
  return { mentions: library ? loadsIn(file, library) : [], problems: [] };
}
