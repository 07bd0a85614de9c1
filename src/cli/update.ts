import { enginePath, nodeHost } from '../host/node';
import { decode } from '../project/decode';
import { maxTextSize } from '../project/load';
import { policyFileNames } from '../project/policy';
import { refreshResult, refreshStep } from '../report/refresh';
import { RefreshError, Session } from '../session';
import type { RefreshProgress } from '../session';
import { fail, parsed } from './command';
import type { Command } from './command';

/** `weighbridge update`: newer advisories. */
export const update: Command = {
  name: 'update',
  usage: 'update [--source URL|PATH] [--force]',
  does: 'Fetches advisories and reports of malicious packages anew, from OSV or where the policy of this folder says. --force takes what is there as it is, even if far more was known.',
  async run(words) {
    const { values } = parsed(words, { source: { type: 'string' }, force: { type: 'boolean' } });
    const session = await openPolicy();
    const { progress, end } = shownProgress();
    try {
      const done = await session.updateAdvisories({
        ...{ progress, force: values.force },
        ...(values.source !== undefined && { source: absolute(values.source) }),
      });
      end();
      process.stdout.write(`${refreshResult(session.snapshot, done)}\n`);
      return 0;
    } catch (error) {
      end();
      if (error instanceof RefreshError) return fail(`${error.message} Those that were there before stay.`);
      throw error;
    }
  },
};

/** A session that knows nothing of the current folder but its policy. */
async function openPolicy(): Promise<Session> {
  const host = nodeHost({
    info: () => undefined,
    warn: (message) => void process.stderr.write(`weighbridge: ${message}\n`),
  });
  const root = enginePath('.');
  const session = new Session(host, { roots: [root] });
  for (const name of policyFileNames) {
    const policy = await host.files.read(`${root}/${name}`, maxTextSize).then(decode, () => undefined);
    if (policy) session.change(`${root}/${name}`, policy.text);
  }
  return session;
}

function absolute(source: string): string {
  return /^https?:/i.test(source) ? source : enginePath(source);
}

/** A line on stderr that is written over again and again, if that is a terminal. */
function shownProgress(): { progress: RefreshProgress; end: () => void } {
  let shown = '';
  const show = (line: string): void => {
    if (!process.stderr.isTTY || line === shown) return;
    process.stderr.write(`\r\u001b[K${line}`);
    shown = line;
  };
  return { progress: (step, done, total) => show(refreshStep(step, done, total)), end: () => show('') };
}
