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

function describe(title: string, globs: readonly string[]): string {
  return `${title.replace(/\.$/, '')} (${globs.map((glob) => `\`${glob}\``).join(', ')})`;
}
