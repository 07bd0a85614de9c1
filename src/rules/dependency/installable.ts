import type { Knowledge } from '../../domain/knowledge';

/** The releases of a package that can be asked for, in the order of their versions, where the index was asked; those that were taken back are none. */
export function installable(known: Knowledge, ecosystem: string, name: string): readonly string[] | undefined {
  const versions = known.packageFacts(ecosystem, name)?.versions;
  return versions?.filter((version) => known.release(ecosystem, name, version)?.yanked === undefined);
}
