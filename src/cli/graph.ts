import { graphReport } from '../report/graph';
import { choice, parsed } from './command';
import type { Command } from './command';
import { deliver, openWorkspace } from './workspace';

/** `weighbridge graph`: the inventory. */
export const graph: Command = {
  name: 'graph',
  usage: 'graph [PATH] [--format json|text|dot]',
  does: 'Prints the components of a project and how they hang together, with their places.',
  async run(words) {
    const { values, positionals } = parsed(words, { format: { type: 'string' } });
    const format = choice('--format', values.format, ['json', 'text', 'dot']);
    const { session, host } = await openWorkspace(positionals.slice(0, 1), { onlyGraph: true });
    return deliver(host, undefined, graphReport(session.graph, format));
  },
};
