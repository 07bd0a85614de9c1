import type { Files } from '../host/ports';

/** More packages than this are not looked at in one environment. */
const mostPackages = 5000;

/** Whether a folder of this name may be a virtual environment, or one of conda, even where it is not looked into. */
export function isEnvironmentName(name: string): boolean {
  return /^(?:\.?v?env|\.conda)$/.test(name);
}

/**
 * The METADATA files of what is installed in a virtual environment; none where the folder is something else.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
export async function installedMetadata(files: Files, environment: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sitePackages of await sitePackagesOf(files, environment)) {
    const entries = await files.list(sitePackages).catch(() => []);
    for (const { name } of entries) if (name.endsWith('.dist-info')) found.push(`${sitePackages}/${name}/METADATA`);
  }
  return found.sort().slice(0, mostPackages);
}

/** On Windows `Lib/site-packages`, elsewhere one folder a Python version. */
async function sitePackagesOf(files: Files, environment: string): Promise<readonly string[]> {
  const libraries = await files.list(`${environment}/lib`).catch(() => []);
  const pythons = libraries.filter(({ name }) => name.startsWith('python')).map(({ name }) => name);
  return [...pythons.map((python) => `${environment}/lib/${python}/site-packages`), `${environment}/Lib/site-packages`];
}
