import type { Host } from '../host/ports';

/**
 * The offline databases of osv-scanner, the newest first: `osv-scanner/PyPI/all.zip`, as its manual has it, or
 * `osv-scalibr/PyPI/all.zip`, where its newer versions keep it. https://google.github.io/osv-scanner/usage/offline-mode
 */
export async function osvScannerExports(host: Host): Promise<readonly string[]> {
  const found = await Promise.all(
    places(host).map(async (path) => {
      const stat = await host.files.stat(path).catch(() => undefined);
      return stat?.kind === 'file' ? [{ path, modified: stat.modified }] : [];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.modified - a.modified)
    .map(({ path }) => path);
}

/** Puts an export where osv-scanner looks for it, if its variable says where that is. */
export async function storedExport(host: Host, bytes: Uint8Array): Promise<void> {
  const [usual] = places(host);
  if (usual === undefined) return;
  const targets = await osvScannerExports(host);
  for (const target of targets.length > 0 ? targets : [usual]) {
    await host.files.makeFolder(target.slice(0, target.lastIndexOf('/')));
    await host.files.write(target, bytes);
  }
}

function places({ environment }: Host): readonly string[] {
  const folder = environment.OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY?.replaceAll('\\', '/').replace(/\/+$/, '');
  return folder ? ['osv-scanner', 'osv-scalibr'].map((name) => `${folder}/${name}/PyPI/all.zip`) : [];
}
