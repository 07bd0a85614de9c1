import type { MaliciousReport } from '../domain/knowledge';
import { maliciousFacts } from '../facts/malicious';
import { normalizedName } from '../packaging/name';
import { compareVersions, parseVersion } from '../packaging/pep440';
import { isSatisfiable, versionsAround } from '../packaging/pep440-satisfiable';
import { parseSpecifier, specifierContains } from '../packaging/pep440-specifier';

/** What the bundled facts say of a PyPI package; `undefined` where they say nothing. */
export function maliciousReport(ecosystem: string, name: string): MaliciousReport | undefined {
  if (ecosystem !== 'pypi') return undefined;
  const { packages, asOf } = maliciousFacts();
  const fact = packages.get(normalizedName(name));
  if (!fact) return undefined;
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
