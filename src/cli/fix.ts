import type { Finding } from '../domain/finding';
import type { Host } from '../host/ports';
import { decode, encode } from '../project/decode';
import { maxTextSize } from '../project/load';
import { difference } from '../report/difference';
import { counted } from '../report/report';
import { rules } from '../rules';
import { fail, parsed, UsageError } from './command';
import type { Command } from './command';
import { fixInPasses } from './fix-passes';
import { deliver, openWorkspace } from './workspace';

/** `weighbridge fix`: applies fixes to files. */
export const fix: Command = {
  name: 'fix',
  usage: 'fix [PATH…] [--suggested] [--rule ID]… [--dry-run]',
  does: 'Applies safe fixes, with --suggested those too that need a look; --dry-run only shows the difference.',
  async run(words) {
    const { values, positionals } = parsed(words, {
      suggested: { type: 'boolean' },
      rule: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
    });
    for (const id of values.rule ?? [])
      if (!rules.some((rule) => rule.id === id)) throw new UsageError(`there is no rule "${id}".`);

    const { session, host } = await openWorkspace(positionals);
    const isWanted = ({ rule }: Finding): boolean => values.rule === undefined || values.rule.includes(rule);
    let changed = 0;
    let failures = 0;
    for (const [path, { before, after, edits }] of await fixInPasses(session, isWanted, values.suggested ?? false)) {
      const name = session.relative(path);
      const content = await encoded(host, path, before, after);
      if (content === undefined) {
        failures += fail(`${name} changed while it was looked at, or is not UTF-8; it was left as it is.`);
        continue;
      }
      const failed = values['dry-run']
        ? await deliver(host, undefined, difference(name, before, after))
        : await written(host, path, content, name);
      if (failed === 0) changed += edits;
      failures += failed;
    }
    process.stderr.write(`${values['dry-run'] ? 'Would apply' : 'Applied'} ${counted(changed, 'edit')}.\n`);
    return failures > 0 ? 2 : 0;
  },
};

async function written(host: Host, path: string, content: string, name: string): Promise<number> {
  return host.files.write(path, content).then(
    () => 0,
    () => fail(`${name} could not be written; it was left as it is.`),
  );
}

/** A fixed text in the file's own encoding, if the disk still holds the text that it was made from. */
async function encoded(host: Host, path: string, before: string, after: string): Promise<string | undefined> {
  const decoded = await host.files.read(path, maxTextSize).then(decode, () => undefined);
  return decoded?.text === before ? encode(after, decoded.encoding) : undefined;
}
