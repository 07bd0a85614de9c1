import { enginePath, nodeHost } from '../host/node';
import { decode } from '../project/decode';
import { maxTextSize } from '../project/load';
import { policyFileNames } from '../project/policy';
import { RefreshError, Session } from '../session';
import type { RefreshProgress } from '../session';
import { fail, parsed } from './command';
import type { Command } from './command';

/** `weighbridge update`: newer advisories. */
export const update: Command = {
  name: 'update',
  usage: 'update [--source URL|PATH] [--force]',
  does: 'Fetches advisories and reports of malicious packages anew, from OSV or where the policy of this folder says. --force takes far fewer than are known, too.',
  async run(words) {
    const { values } = parsed(words, { source: { type: 'string' }, force: { type: 'boolean' } });
    const session = await openPolicy();
    const { progress, end } = shownProgress();
    try {
      const { before, from, keepsReports } = await session.updateAdvisories({
        ...{ progress, force: values.force },
        ...(values.source !== undefined && { source: absolute(values.source) }),
      });
      const { advisories, malicious } = session.snapshot;
      end();
      process.stdout.write(
        `Advisories as of ${advisories.asOf} (${advisories.count}), malicious packages as of ${malicious.asOf} (${malicious.count} reports), from ${from}.\n` +
          `Before: as of ${before}.${keepsReports ? ' The source has few reports of malicious packages, so those known before were kept.' : ''}\n`,
      );
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
  const isShown = process.stderr.isTTY;
  let shown = '';
  const show = (line: string): void => {
    if (!isShown || line === shown) return;
    process.stderr.write(`\r\u001b[K${line}`);
    shown = line;
  };
  return {
    progress: (step, done, total) =>
      show(
        step === 'read'
          ? `Reading ${done} of ${total ?? done} records`
          : `Fetching ${megabytes(done)}${total === undefined ? '' : ` of ${megabytes(total)}`} MB`,
      ),
    end: () => show(''),
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
