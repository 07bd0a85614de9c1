import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { isPrerelease, parseVersion } from '../../packaging/pep440';

/** The releases of a package that can be asked for, in the order of their versions, where the index was asked; those that were taken back are none. */
export function installable(known: Knowledge, ecosystem: string, name: string): readonly string[] | undefined {
  const versions = known.packageFacts(ecosystem, name)?.versions;
  return versions?.filter((version) => known.release(ecosystem, name, version)?.yanked === undefined);
}

/**
 * The smallest version above one against which nothing is known: no advisory, no report, and, where the index was asked, not taken
 * back. A pre-release only for a pre-release. Undefined where none is known.
 */
export function cleanAbove(known: Knowledge, { ecosystem, name }: PackageMention, version: string): string | undefined {
  const releases = installable(known, ecosystem, name.text);
  const about = known.advisories(ecosystem, name.text);
  if (about) return about.fixAbove(version, releases);
  const current = ecosystem === 'pypi' ? parseVersion(version) : undefined;
  if (!current || !releases) return undefined;
  const reported = known.malicious(ecosystem, name.text);
  return releases.find((text) => {
    const release = parseVersion(text);
    if (!release || release.publicKey <= current.publicKey || reported?.affects(text)) return false;
    return !isPrerelease(release) || isPrerelease(current);
  });
}

/** Whether something is known against a version, so that it is not one to settle on. */
export function isHit(known: Knowledge, { ecosystem, name }: PackageMention, version: string): boolean {
  const problems = known.advisories(ecosystem, name.text)?.hitting(version) ?? [];
  const isReported = known.malicious(ecosystem, name.text)?.affects(version) === true;
  return problems.length > 0 || isReported || known.release(ecosystem, name.text, version)?.yanked !== undefined;
}
