import { readFile } from 'node:fs/promises';
import { enginePath, nodeHost } from '../../src/host/node';
import { Session } from '../../src/session';

/** Checks one folder in this fresh process, then only reads the bytes of the same files, and prints both times in milliseconds. */
async function main(folder: string): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined };
  const session = new Session({ ...nodeHost(silent), environment: {} }, { roots: [enginePath(folder)] });
  const checking = await timed(() => session.load());
  const paths = session.documents.map(({ path }) => path);
  let bytes = 0;
  const reading = await timed(async () => {
    const sizes = await Promise.all(paths.map(async (path) => (await readFile(path)).byteLength));
    bytes = sizes.reduce((sum, size) => sum + size, 0);
  });
  const findings = session.judgements.reduce((sum, [, judgement]) => sum + judgement.findings.length, 0);
  process.stdout.write(JSON.stringify({ files: paths.length, bytes, findings, checking, reading }));
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

void main(process.argv[2]!);
