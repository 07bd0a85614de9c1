import { tool } from '../tool';
import { check } from './check';
import type { Command } from './command';
import { fail, UsageError } from './command';
import { explain } from './explain';
import { fix } from './fix';
import { graph } from './graph';
import { inspect } from './inspect';
import { mbom } from './mbom';
import { listRules } from './rules';
import { update } from './update';

const commands: readonly Command[] = [check, fix, mbom, graph, inspect, explain, listRules, update];

/** Runs one command and gives the exit code: 0 fine, 1 findings, 2 bad usage or failure. */
export async function runCommand(name: string | undefined, words: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${tool.name} ${tool.version}\n`);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return fail(`there is no command "${name}". "weighbridge help" lists them.`);
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`Usage: weighbridge ${command.usage}\n\n${command.does}\n`);
    return 0;
  }
  try {
    return await command.run(words);
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\nUsage: weighbridge ${command.usage}`);
    return fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function usage(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return [
    `Weighbridge ${tool.version}: weighs models, data and packages before they enter your project.`,
    '',
    'Usage: weighbridge COMMAND [ARGUMENTS]',
    '',
    ...list,
    `  ${'lsp'.padEnd(width)}  The language server for editors (--stdio).`,
    '',
    '"weighbridge COMMAND --help" tells more. Nothing goes to the network unless --online is given or weighbridge.yaml says so.',
    '',
  ].join('\n');
}
