import { posix } from 'node:path';
import { FileError } from '../host/ports';
import type { Host } from '../host/ports';
import { enginePath, nodeHost } from '../host/node';
import { Pool } from '../pool/pool';
import { pooledWeights } from '../pool/weight-files';
import type { Progress } from '../project/scan';
import { Session } from '../session';
import { fail, UsageError } from './command';

/** What a command works on: a loaded session, and the folder that paths are told from. */
export interface Workspace {
  readonly session: Session;
  readonly host: Host;
  readonly root: string;
}

export interface OpenOptions {
  readonly online?: boolean;
  /** Whether only the graph is wanted, and no findings. */
  readonly onlyGraph?: boolean;
}

/**
 * Opens what the command line names. One folder is the root; of several paths, or files, the folder above them all is,
 * and only these are looked at. Without any path the current folder is the root.
 */
export async function openWorkspace(
  paths: readonly string[],
  { online = false, onlyGraph = false }: OpenOptions = {},
): Promise<Workspace> {
  const host = nodeHost({
    info: () => undefined,
    warn: (message) => void process.stderr.write(`weighbridge: ${message}\n`),
  });
  const asked = (paths.length > 0 ? paths : ['.']).map(enginePath);
  const kinds = await Promise.all(asked.map((path) => kindOf(host, path)));
  const root = asked.length === 1 && kinds[0] === 'folder' ? asked[0]! : commonFolder(asked, kinds);
  const readWeights = pooledWeights(host, new Pool(), [root]);
  const session = new Session(host, { roots: [root], online, readWeights, ...(!asked.includes(root) && { asked }) });
  const showsProgress = process.stderr.isTTY;
  const progress: Progress = (done, total, of) => {
    if (!showsProgress || (of === 'texts' && done % 50 !== 0 && done !== total)) return;
    process.stderr.write(`\r\u001b[K${of === 'texts' ? 'Reading' : 'Weighing'} ${done} of ${total} `);
  };
  await (onlyGraph ? session.read(progress) : session.load(progress));
  if (!onlyGraph) await session.lookUp();
  if (showsProgress) process.stderr.write('\r\u001b[K');
  return { session, host, root };
}

/** Writes a result where `--output` says, else to stdout. */
export async function deliver(host: Host, output: string | undefined, text: string): Promise<number> {
  if (output === undefined) {
    await new Promise<void>((done) => process.stdout.write(text, () => done()));
    return 0;
  }
  try {
    await host.files.write(enginePath(output), text);
    return 0;
  } catch (error) {
    return fail(`${output} could not be written (${error instanceof FileError ? error.message : 'unexpected'}).`);
  }
}

async function kindOf(host: Host, path: string): Promise<'file' | 'folder'> {
  const kind = await host.files.stat(path).then(
    (found) => found.kind,
    () => undefined,
  );
  if (kind === 'file' || kind === 'folder') return kind;
  throw new UsageError(`there is no file or folder ${path}.`);
}

function commonFolder(paths: readonly string[], kinds: readonly ('file' | 'folder')[]): string {
  const folders = paths.map((path, at) => (kinds[at] === 'folder' ? path : posix.dirname(path)));
  let common = folders[0]!;
  while (!folders.every((folder) => folder === common || folder.startsWith(`${common === '/' ? '' : common}/`))) {
    common = posix.dirname(common);
  }
  return common;
}
