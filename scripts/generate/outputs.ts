import { readers } from '../../src/readers';
import { rules } from '../../src/rules';
import { scanners } from '../../src/weights/scanners';
import { weightFiles } from '../../src/weights/sniff';
import { filePage, filesIndex, foundTable, type FileKind } from './file-pages';
import { pageHead, rulesIndex, rulesTable } from './pages';
import { policySchema } from './schema';
import { generated, withGenerated } from './text';

/** Every file that is generated, whole or in part: its path to its text. `current` gives the present text of a file. */
export function outputs(current: (path: string) => string | undefined): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  files.set('schemas/weighbridge.schema.json', policySchema(rules));
  files.set('docs/rules/README.md', rulesIndex(rules));
  files.set('docs/files/README.md', filesIndex(fileKinds));
  files.set('README.md', readme(current('README.md')));
  files.set('src/vscode/reader-patterns.ts', readerPatterns());
  for (const kind of fileKinds) files.set(`docs/files/${kind.kind}.md`, filePage(kind, rules));
  for (const rule of rules) {
    const page = `docs/rules/${rule.id}.md`;
    const text = current(page) ?? `${generated('head', '')}\n`;
    files.set(page, withPart(text, page, 'head', pageHead(rule, kinds)));
  }
  return files;
}

function readme(text = `${generated('rules', '')}\n${generated('files', '')}\n`): string {
  const withRules = withPart(text, 'README.md', 'rules', rulesTable(rules));
  return withPart(withRules, 'README.md', 'files', foundTable(fileKinds));
}

function withPart(text: string, path: string, part: string, content: string): string {
  const filled = withGenerated(text, part, content);
  if (filled === undefined) throw new Error(`${path} has no markers for the generated part "${part}".`);
  return filled;
}

const weights: FileKind = {
  kind: 'weights',
  title: 'Weight files, told apart by their content',
  files: weightFiles,
  gives: ['weights'],
  formats: Object.keys(scanners),
  byContent: 'Their first bytes and headers say what they are, whatever they are called; nothing in them is loaded.',
};

/** In the order in which a file is held against them. */
const fileKinds: readonly FileKind[] = [...readers, weights];

const kinds = new Map(fileKinds.map(({ kind, title, files }) => [kind, describe(title, files)]));

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
