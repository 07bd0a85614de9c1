import { readFile } from 'node:fs/promises';
import { enginePath, nodeHost } from '../../src/host/node';
import { Session } from '../../src/session';

/** Makes the graph of one folder in this fresh process, then asks about one of its files alone, and prints the times in milliseconds. */
async function main(folder: string): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined };
  const host = { ...nodeHost(silent), environment: {} };
  const session = new Session(host, { roots: [enginePath(folder)] });
  let parts = 0;
  const making = await timed(async () => {
    await session.read();
    parts = session.graph.components.length + session.graph.relations.length;
  });
  const changing = await timed(() => {
    const { path, text } = session.documents.find(({ kind }) => kind === 'requirements')!;
    session.change(path, `${text}\nadded-here==1.0\n`);
    return Promise.resolve(session.graph);
  });
  const paths = session.documents.map(({ path }) => path);
  const asked = session.documents.find(({ kind }) => kind === 'requirements')!.path;
  const asking = await timed(() => new Session(host, { roots: [enginePath(folder)], asked: [asked] }).load());
  const reading = await timed(() => Promise.all(paths.map((path) => readFile(path))));
  process.stdout.write(JSON.stringify({ files: paths.length, parts, making, changing, asking, reading }));
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

void main(process.argv[2]!);
