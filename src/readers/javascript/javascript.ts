import { parser } from '@lezer/javascript';
import type { Reading } from '../../domain/document';
import type { Reader } from '../reader';
import { syntaxTree, tooDeep } from '../syntax-tree';
import { JavaScriptFile } from './file';
import { hubCalls, mayUseHub } from './hub-client';
import { mayImport, readLibrary } from './library';
import { loadsIn } from './loads';

/** Longer files are bundles, which nobody writes by hand; in characters. */
const longest = 1_000_000;
const deepest = 400;

const dialects = {
  typescript: parser.configure({ dialect: 'ts' }),
  both: parser.configure({ dialect: 'ts jsx' }),
  javascript: parser.configure({ dialect: 'jsx' }),
} as const;

/** JavaScript and TypeScript: the models that are loaded with Transformers.js, or reached by the Hub's own clients. */
export const javascript: Reader = {
  kind: 'javascript',
  title: 'JavaScript and TypeScript that load models with Transformers.js or the clients of the Hub',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  specification: 'https://huggingface.co/docs/transformers.js',
  gives: ['model', 'dataset', 'service'],
  byContent:
    'Models are looked for only in files that import Transformers.js, `@huggingface/hub` or `@huggingface/inference`.',
  comments: '//',
  read(text, path) {
    const isRead = text.length <= longest && (mayImport(text) || mayUseHub(text));
    return { ...(isRead ? readCode(text, path) : { mentions: [], problems: [] }), comments: '//' };
  },
};

function readCode(text: string, path: string): Reading {
  const dialect = /\.[mc]?ts$/i.test(path) ? 'typescript' : /\.tsx$/i.test(path) ? 'both' : 'javascript';
  const tree = isTooDeep(text) ? undefined : syntaxTree(dialects[dialect], text);
  if (!tree) return { mentions: [], problems: [tooDeep({ start: 0, end: text.length })] };
  const file = new JavaScriptFile(text, tree);
  const library = readLibrary(file);
  return { mentions: [...(library ? loadsIn(file, library) : []), ...hubCalls(file)], problems: [] };
}

/** Whether brackets nest deeper than anybody writes them, which the parser would take minutes over. Quotes are not looked at. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { 0: bracket } of text.matchAll(/[()[\]{}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return false;
}
