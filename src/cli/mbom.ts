import { posix } from 'node:path';
import { buildMbom } from '../mbom/build';
import { cyclonedx } from '../mbom/cyclonedx';
import { tool } from '../tool';
import { choice, parsed } from './command';
import type { Command } from './command';
import { deliver, openWorkspace } from './workspace';

/** `weighbridge mbom`: the Model Bill of Materials. */
export const mbom: Command = {
  name: 'mbom',
  usage: 'mbom [PATH] [--format cyclonedx] [--spec-version 1.6|1.7] [--output FILE]',
  does: 'Writes the Model Bill of Materials; the same project gives the same bytes.',
  async run(words) {
    const { values, positionals } = parsed(words, {
      format: { type: 'string' },
      'spec-version': { type: 'string' },
      output: { type: 'string' },
    });
    choice('--format', values.format, ['cyclonedx']);
    const specVersion = choice('--spec-version', values['spec-version'], ['1.6', '1.7']);
    const { session, host, root } = await openWorkspace(positionals.slice(0, 1), { onlyGraph: true });
    const made = buildMbom({
      graph: session.graph,
      rootName: posix.basename(root) || 'workspace',
      tool,
      advisoriesAsOf: session.snapshot.advisories.asOf,
      ...(process.env.SOURCE_DATE_EPOCH !== undefined && { timestamp: host.clock.now().toISOString() }),
    });
    return deliver(host, values.output, cyclonedx(made, { specVersion }));
  },
};
