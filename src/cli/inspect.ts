import path from 'node:path';
import { FileError } from '../host/ports';
import { enginePath, nodeHost } from '../host/node';
import { inspectFile } from '../project/inspect';
import { inspectJson, inspectText, type InspectedFile } from '../report/inspect';
import { choice, fail, parsed, UsageError } from './command';
import type { Command } from './command';
import { deliver } from './workspace';

/** `weighbridge inspect`: what weight files are, and whether loading them can run code. */
export const inspect: Command = {
  name: 'inspect',
  usage: 'inspect FILE… [--format text|json] [--opcodes] [--hash]',
  does: 'Says what weight files are and whether loading them can run code; exits with 1 unless all are safe.',
  async run(words) {
    const { values, positionals } = parsed(words, {
      format: { type: 'string' },
      opcodes: { type: 'boolean' },
      hash: { type: 'boolean' },
    });
    const format = choice('--format', values.format, ['text', 'json']);
    if (positionals.length === 0) throw new UsageError('which file?');
    const host = nodeHost({ info: () => undefined, warn: () => undefined });
    const files: InspectedFile[] = [];
    for (const file of positionals) {
      try {
        const inspected = await inspectFile(host.files, enginePath(file), values);
        files.push({ ...inspected, file: path.sep === '\\' ? file.replaceAll('\\', '/') : file });
      } catch (error) {
        if (error instanceof FileError) return fail(`${file} could not be read (${error.message}).`);
        throw error;
      }
    }
    const failed = await deliver(host, undefined, format === 'json' ? inspectJson(files) : inspectText(files));
    if (failed > 0) return failed;
    return files.every(({ verdict }) => verdict === 'safe') ? 0 : 1;
  },
};
