import type { Files } from '../host/ports';

/** More packages than this are not looked at in one environment. */
const mostPackages = 5000;

/** Whether a folder of this name may be a virtual environment, or one of conda, even where it is not looked into. */
export function isEnvironmentName(name: string): boolean {
  return /^(?:\.?v?env|\.conda)$/.test(name);
}

/** The files that say what is installed in an environment, by pip or by conda; none where the folder is something else. */
export async function filesOfInstalled(files: Files, environment: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sitePackages of await sitePackagesOf(files, environment)) {
    found.push(...(await entriesOf(files, sitePackages, '.dist-info')));
  }
  const records = await entriesOf(files, `${environment}/conda-meta`, '.json');
  return [
    ...found
      .sort()
      .slice(0, mostPackages)
      .flatMap((folder) => [`${folder}/METADATA`, `${folder}/RECORD`]),
    ...records.slice(0, mostPackages),
  ];
}

async function entriesOf(files: Files, folder: string, ending: string): Promise<readonly string[]> {
  const entries = await files.list(folder).catch(() => []);
  return entries
    .filter(({ name }) => name.endsWith(ending))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

/** On Windows `Lib/site-packages`, elsewhere one folder a Python version. */
async function sitePackagesOf(files: Files, environment: string): Promise<readonly string[]> {
  const libraries = await files.list(`${environment}/lib`).catch(() => []);
  const pythons = libraries.filter(({ name }) => name.startsWith('python')).map(({ name }) => name);
  return [...pythons.map((python) => `${environment}/lib/${python}/site-packages`), `${environment}/Lib/site-packages`];
}
