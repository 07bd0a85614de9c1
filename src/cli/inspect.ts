import path from 'node:path';
import { FileError } from '../host/ports';
import type { Host } from '../host/ports';
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
    let failed = 0;
    for (const file of positionals) {
      try {
        files.push({ ...(await inspectFile(host.files, enginePath(file), values)), file: shown(file) });
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        failed = fail(await whyNot(host, file, error));
      }
    }
    if (files.length > 0)
      failed = Math.max(
        failed,
        await deliver(host, undefined, format === 'json' ? inspectJson(files) : inspectText(files)),
      );
    if (failed > 0) return failed;
    return files.every(({ verdict }) => verdict === 'safe') ? 0 : 1;
  },
};

/** From the current folder where it stands below it, else as given. */
function shown(file: string): string {
  const relative = path.relative('.', file);
  const isBelow = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return (isBelow ? relative : file).replaceAll(path.sep, '/');
}

async function whyNot({ files }: Host, file: string, { code, message }: FileError): Promise<string> {
  if (code === 'not-found') return `there is no file ${file}.`;
  const found = await files.stat(enginePath(file)).catch(() => undefined);
  return found?.kind === 'folder'
    ? `${file} is a folder. Name the files in it, or look into all of it with: weighbridge check ${file}`
    : `${file} could not be read (${message}).`;
}
