import type { MaliciousReport } from '../domain/knowledge';
import type { MaliciousFact } from '../facts/malicious-table';
import { compareVersions, parseVersion } from '../packaging/pep440';
import { isSatisfiable, versionsAround } from '../packaging/pep440-satisfiable';
import { parseSpecifier, specifierContains } from '../packaging/pep440-specifier';

/** What a fact of that day says of its package, ready to be asked about versions. */
export function maliciousReport(fact: MaliciousFact, asOf: string): MaliciousReport {
  return {
    ids: fact.ids,
    everyRelease: fact.releases.includes('*'),
    popular: fact.popular,
    asOf,
    affects: (version) => fact.releases.some((release) => covers(release, version)),
    isAllowedBy: (specifier) => fact.releases.some((release) => isAllowed(release, specifier)),
    isHighestAllowedBy: (specifier) => isHighest(fact.releases, specifier),
  };
}

/** A release is `*`, an exact version, or a specifier. A local label (`+cu118`) does not make another release of it. */
function covers(release: string, version: string): boolean {
  if (release === '*' || release === version) return true;
  const asked = parseVersion(version.split('+', 1)[0]!);
  if (!asked) return false;
  if (/^[<>]/.test(release)) {
    const range = parseSpecifier(release);
    return range !== undefined && specifierContains(range, asked, { prereleases: true });
  }
  const exact = parseVersion(release);
  return exact !== undefined && compareVersions(exact, asked) === 0;
}

/** Whether a specifier allows a release, or any of a range of them; of one that cannot be read it is not known. */
function isAllowed(release: string, specifierText: string): boolean {
  const specifier = parseSpecifier(specifierText);
  if (!specifier || release === '*') return true;
  const isRange = /^[<>]/.test(release);
  const range = isRange ? parseSpecifier(`${release}${specifierText === '' ? '' : `,${specifierText}`}`) : undefined;
  return isRange ? !range || isSatisfiable(range) : specifierContains(specifier, release, { prereleases: true });
}

/** Above the bounds of all reported releases and of the specifier, all versions are alike, so these are enough to look at. */
function isHighest(releases: readonly string[], specifierText: string): boolean {
  const specifier = parseSpecifier(specifierText);
  const reported = releases.flatMap(
    (release) => parseSpecifier(/^[<>]/.test(release) ? release : `==${release}`) ?? [],
  );
  if (!specifier) return false;
  const allowed = versionsAround([...specifier, ...reported])
    .filter((version) => specifierContains(specifier, version))
    .flatMap((version) => parseVersion(version) ?? [])
    .sort(compareVersions);
  const highest = allowed.at(-1)?.text;
  return highest !== undefined && releases.some((release) => covers(release, highest));
}
