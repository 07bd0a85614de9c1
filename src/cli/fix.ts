import type { Finding, FileEdit } from '../domain/finding';
import type { Host } from '../host/ports';
import { decode, encode } from '../project/decode';
import { maxTextSize } from '../project/load';
import { difference } from '../report/difference';
import { counted } from '../report/report';
import { rules } from '../rules';
import { applyEdits } from '../text/edit';
import { fail, parsed, UsageError } from './command';
import type { Command } from './command';
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
    const findings = session.judgements
      .filter(([path]) => session.covers(path))
      .flatMap(([, judgement]) => judgement.findings)
      .filter(({ rule }) => values.rule === undefined || values.rule.includes(rule));
    let changed = 0;
    let failures = 0;
    for (const [path, edits] of editsByFile(findings, values.suggested ?? false)) {
      const name = session.relative(path);
      const file = await fixed(host, path, edits, session.document(path)?.text);
      if (!file) {
        failures += fail(`${name} changed while it was looked at, or is not UTF-8; it was left as it is.`);
        continue;
      }
      const failed = values['dry-run']
        ? await deliver(host, undefined, difference(name, file.before, file.after))
        : await written(host, path, file.content, name);
      if (failed === 0) changed += file.applied;
      failures += failed;
    }
    process.stderr.write(`${values['dry-run'] ? 'Would apply' : 'Applied'} ${counted(changed, 'edit')}.\n`);
    return failures > 0 ? 2 : 0;
  },
};

/** The best fix of each finding that may be applied, as edits by file. */
function editsByFile(findings: readonly Finding[], withSuggested: boolean): ReadonlyMap<string, readonly FileEdit[]> {
  const byFile = new Map<string, FileEdit[]>();
  for (const { fixes } of findings) {
    const best = fixes.find(({ safety }) => safety === 'safe') ?? (withSuggested ? fixes[0] : undefined);
    for (const edit of best?.edits ?? []) byFile.set(edit.path, [...(byFile.get(edit.path) ?? []), edit]);
  }
  return byFile;
}

async function written(host: Host, path: string, content: string, name: string): Promise<number> {
  return host.files.write(path, content).then(
    () => 0,
    () => fail(`${name} could not be written; it was left as it is.`),
  );
}

interface FixedFile {
  readonly before: string;
  readonly after: string;
  /** `after` in the file's own encoding. */
  readonly content: string;
  readonly applied: number;
}

/** Applies edits to what the disk holds now, if that is still the text they were made for. */
async function fixed(host: Host, path: string, edits: readonly FileEdit[], seen = ''): Promise<FixedFile | undefined> {
  const decoded = await host.files.read(path, maxTextSize).then(decode, () => undefined);
  if (decoded?.text !== seen) return undefined;
  const { text: after, applied } = applyEdits(seen, edits);
  const content = encode(after, decoded.encoding);
  return content === undefined ? undefined : { before: seen, after, content, applied: applied.length };
}
