import path from 'node:path';
import { enginePath, nodeHost } from '../host/node';
import { pagePath, withoutMarks } from '../rules/page';
import { fail, parsed, UsageError } from './command';
import type { Command } from './command';

const maxPageSize = 1 << 20;

/** `weighbridge explain`: a rule's page. */
export const explain: Command = {
  name: 'explain',
  usage: 'explain RULE',
  does: 'Prints the page of a rule: what it finds, why that matters, what to do.',
  async run(words) {
    const [id] = parsed(words, {}).positionals;
    const page = id === undefined ? undefined : pagePath(id);
    if (page === undefined) throw new UsageError(id === undefined ? 'name a rule.' : `there is no rule "${id}".`);
    const { files } = nodeHost({ info: () => undefined, warn: () => undefined });
    const bytes = await files.read(enginePath(path.join(__dirname, '..', page)), maxPageSize).catch(() => undefined);
    if (!bytes) return fail(`the page ${page} is missing from this installation.`);
    process.stdout.write(withoutMarks(new TextDecoder().decode(bytes)));
    return 0;
  },
};
