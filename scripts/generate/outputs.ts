import { readers } from '../../src/readers';
import { rules } from '../../src/rules';
import { weightFiles } from '../../src/weights/sniff';
import { pageHead, rulesIndex, rulesTable } from './pages';
import { policySchema } from './schema';
import { generated, withGenerated } from './text';

/** Every file that is generated, whole or in part: its path to its text. `current` gives the present text of a file. */
export function outputs(current: (path: string) => string | undefined): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  files.set('schemas/weighbridge.schema.json', policySchema(rules));
  files.set('docs/rules/README.md', rulesIndex(rules));
  files.set('README.md', withPart('README.md', 'rules', rulesTable(rules)));
  files.set('src/vscode/reader-patterns.ts', readerPatterns());
  for (const rule of rules) {
    const page = `docs/rules/${rule.id}.md`;
    files.set(page, withPart(page, 'head', pageHead(rule, kinds)));
  }
  return files;

  function withPart(path: string, part: string, content: string): string {
    const text = current(path) ?? `${generated(part, '')}\n`;
    const filled = withGenerated(text, part, content);
    if (filled === undefined) throw new Error(`${path} has no markers for the generated part "${part}".`);
    return filled;
  }
}

const kinds = new Map<string, string>([
  ...readers.map(({ kind, title, files }) => [kind, describe(title, files)] as const),
  ['weights', describe('Weight files, told apart by their content', weightFiles)],
]);

/** What the VS Code door has to follow; it imports no reader, so that the extension host loads none. */
function readerPatterns(): string {
  const edited = readers.filter(({ kind }) => kind !== 'installed' && kind !== 'notebook');
  const texts = [...new Set(edited.flatMap(({ files }) => files))].sort();
  return [
    '/** Made from the readers by `npm run generate`; do not edit. */',
    '',
    '/** Globs of the texts that readers read, but for notebooks, which are edited as cells, and for what is installed. */',
    list('readTexts', texts),
    '',
    '/** Globs of the files that may hold weights. */',
    list('readWeights', weightFiles),
    '',
  ].join('\n');
}

function list(name: string, globs: readonly string[]): string {
  const oneLine = `export const ${name}: readonly string[] = [${globs.map((glob) => `'${glob}'`).join(', ')}];`;
  if (oneLine.length <= 120) return oneLine;
  return [`export const ${name}: readonly string[] = [`, ...globs.map((glob) => `  '${glob}',`), '];'].join('\n');
}

function describe(title: string, globs: readonly string[]): string {
  return `${title.replace(/\.$/, '')} (${globs.map((glob) => `\`${glob}\``).join(', ')})`;
}
