import type { AdvisoryFact } from '../facts/advisories-table';
import { compareVersions, isPrerelease, parseVersion } from '../packaging/pep440';
import { entryOf, isAffected } from './advisories-entry';

/** Of the releases of a package, those to upgrade to: each final one that is the first, after one that is hit, that nothing hits. */
export function cleanReleases(facts: readonly AdvisoryFact[], releases: readonly string[]): readonly string[] {
  const entries = facts.map(entryOf);
  const clean: string[] = [];
  let isBehindHit = false;
  for (const release of releases.flatMap((text) => parseVersion(text) ?? []).sort(compareVersions)) {
    const isHit = entries.some((entry) => isAffected(entry, release.text, release));
    if (isHit) isBehindHit = true;
    else if (isBehindHit && !isPrerelease(release)) {
      clean.push(release.text);
      isBehindHit = false;
    }
  }
  return clean;
}
