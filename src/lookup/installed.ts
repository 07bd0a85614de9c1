import type { Files } from '../host/ports';
import { normalizedName } from '../packaging/name';

/** Versions by normalized name, as the folder names of an environment's `*.dist-info` tell them. */
export interface Installed {
  /** The environment's folder, relative to where it was looked for: `.venv`. */
  readonly environment: string;
  readonly versions: ReadonlyMap<string, string>;
}

const environments = ['.venv', 'venv', 'env'];

/**
 * What is installed in the virtual environment of a folder. Only folder names are read, nothing is imported:
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
export async function installedIn(files: Files, folder: string): Promise<Installed | undefined> {
  for (const environment of environments) {
    for (const sitePackages of await sitePackagesOf(files, `${folder}/${environment}`)) {
      const entries = await files.list(sitePackages).catch(() => []);
      const versions = new Map<string, string>();
      for (const { name } of entries) {
        const found = /^([A-Za-z0-9][A-Za-z0-9._-]*?)-([^-]+)\.dist-info$/.exec(name);
        if (found) versions.set(normalizedName(found[1]!), found[2]!);
      }
      if (versions.size > 0) return { environment, versions };
    }
  }
  return undefined;
}

async function sitePackagesOf(files: Files, environment: string): Promise<readonly string[]> {
  const libraries = await files.list(`${environment}/lib`).catch(() => []);
  const pythons = libraries.filter(({ name }) => name.startsWith('python')).map(({ name }) => name);
  return [...pythons.map((python) => `${environment}/lib/${python}/site-packages`), `${environment}/Lib/site-packages`];
}
