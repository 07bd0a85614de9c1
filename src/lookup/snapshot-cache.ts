import { createHash } from 'node:crypto';
import { bundledSnapshot, readSnapshot } from '../facts/snapshot';
import type { Snapshot } from '../facts/snapshot';
import type { Host } from '../host/ports';

/** Where OSV publishes all it knows of PyPI: https://google.github.io/osv.dev/data/ */
export const defaultSource = 'https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip';

const longestSnapshot = 64 << 20;

/**
 * Where the snapshot of a source is kept on this machine; `undefined` where there is no folder for it. Each source has its
 * own, so that the one that a project names counts for no other project.
 */
export function snapshotFile({ caches }: Host, source = defaultSource): string | undefined {
  const name = source === defaultSource ? 'osv' : createHash('sha256').update(source).digest('hex').slice(0, 16);
  return caches && `${caches}/advisories-${name}.txt`;
}

/** The newer one of the snapshot that comes with the program and the one that was fetched. */
export async function newestSnapshot(host: Host, source?: string): Promise<Snapshot> {
  const bundled = bundledSnapshot();
  const fetched = await fetchedSnapshot(host, source);
  return fetched && fetched.advisories.asOf >= bundled.advisories.asOf ? fetched : bundled;
}

async function fetchedSnapshot(host: Host, source?: string): Promise<Snapshot | undefined> {
  const file = snapshotFile(host, source);
  const bytes = file && (await host.files.read(file, longestSnapshot).catch(() => undefined));
  if (!bytes) return undefined;
  const found = readSnapshot(new TextDecoder().decode(bytes));
  if (!found) host.log.warn(`the advisories in ${file} cannot be read; "weighbridge update" fetches them anew`);
  return found;
}
