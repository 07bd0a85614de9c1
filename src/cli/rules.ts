import { rules } from '../rules';
import { choice, parsed } from './command';
import type { Command } from './command';

/** `weighbridge rules`: the list. */
export const listRules: Command = {
  name: 'rules',
  usage: 'rules [--format text|json]',
  does: 'Lists the rules.',
  run(words) {
    const { values } = parsed(words, { format: { type: 'string' } });
    const format = choice('--format', values.format, ['text', 'json']);
    process.stdout.write(format === 'json' ? asJson() : asText());
    return Promise.resolve(0);
  },
};

function asJson(): string {
  const list = rules.map(({ id, title, severity, fix, reads }) => ({ id, title, severity, fix, reads }));
  return JSON.stringify(list, undefined, 2) + '\n';
}

function asText(): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}
