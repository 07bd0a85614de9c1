import type { AdvisoriesWithin, Advisory, PackageAdvisories } from '../domain/knowledge';
import type { AdvisoryFact } from '../facts/advisories-table';
import { compareVersions, isPrerelease, parseVersion } from '../packaging/pep440';
import type { Version } from '../packaging/pep440';
import { versionsAround } from '../packaging/pep440-satisfiable';
import { impliesPrereleases, parseSpecifier, specifierContains } from '../packaging/pep440-specifier';
import type { Specifier } from '../packaging/pep440-specifier';
import { advisoriesOf, boundsOf, entryOf, fixedIn, isAffected } from './advisories-entry';
import type { Entry } from './advisories-entry';

/** The advisories on one package. */
export class KnownAdvisories implements PackageAdvisories {
  readonly #entries: readonly Entry[];
  /** The mistakes among them: malicious code is the matter of other facts. */
  readonly #mistakes: readonly Entry[];
  #fixes: readonly Version[] | undefined;
  #turns: readonly Version[] | undefined;

  constructor(
    readonly asOf: string,
    advisories: readonly AdvisoryFact[],
    readonly isReported: (version: string) => boolean = () => false,
  ) {
    this.#entries = advisories.map((fact) => entryOf(fact));
    this.#mistakes = this.#entries.filter(({ fact }) => !fact.isMalicious);
  }

  /** Every advisory that hits a version, about malicious code or not, worst first. */
  matching(version: string): readonly Advisory[] {
    return advisoriesOf(this.#matching(version));
  }

  hitting(version: string): readonly Advisory[] {
    return advisoriesOf(this.#matching(version).filter(({ fact }) => !fact.isMalicious));
  }

  fixAbove(version: string, releases?: readonly string[]): string | undefined {
    const current = parseVersion(version);
    if (!current) return undefined;
    return this.#firstClean(
      releases,
      (fix) => fix.publicKey > current.publicKey && (!isPrerelease(fix) || isPrerelease(current)),
    );
  }

  within(specifierText: string, releases?: readonly string[]): AdvisoriesWithin | undefined {
    const specifier = parseSpecifier(specifierText);
    const allowed = specifier ? this.#allowedBy(specifier, releases) : [];
    const affected = allowed.filter((version) =>
      this.#mistakes.some((entry) => isAffected(entry, version.text, version)),
    );
    const last = affected.at(-1);
    if (!specifier || !last) return undefined;
    const extent = affected.length === allowed.length ? 'every' : 'some';
    const fix = this.#firstClean(
      releases,
      (version) =>
        version.publicKey > last.publicKey &&
        (!isPrerelease(version) || impliesPrereleases(specifier)) &&
        (extent === 'every' || specifierContains(specifier, version)),
    );
    const hits = this.#mistakes.filter((entry) =>
      affected.some(({ text }, at) => isAffected(entry, text, affected[at])),
    );
    return { extent, advisories: advisoriesOf(hits), ...(fix !== undefined && { fix }) };
  }

  #matching(version: string): readonly Entry[] {
    const parsed = parseVersion(version);
    return this.#entries.filter((entry) => isAffected(entry, version, parsed));
  }

  /**
   * What installers may take by a specifier, in the order of versions: the releases, or, where these are not known, the versions
   * at which anything can change.
   */
  #allowedBy(specifier: Specifier, releases?: readonly string[]): readonly Version[] {
    this.#turns ??= sorted(versionsAround(this.#mistakes.flatMap(boundsOf).map(named)));
    const candidates = releases ? sorted(releases) : sorted(versionsAround(specifier)).concat(this.#turns);
    const fitting = candidates.filter((version) => specifierContains(specifier, version)).sort(compareVersions);
    const finals = fitting.filter((version) => !isPrerelease(version));
    return finals.length === 0 || impliesPrereleases(specifier) ? fitting : finals;
  }

  /** The smallest wanted one of the releases, or else of the versions named as fixes, that neither an advisory nor a report hits. */
  #firstClean(releases: readonly string[] | undefined, isWanted: (version: Version) => boolean): string | undefined {
    this.#fixes ??= sorted(this.#entries.flatMap(({ fact }) => fixedIn(fact)));
    return (releases ? sorted(releases) : this.#fixes).find(
      (fix) => isWanted(fix) && this.#matching(fix.text).length === 0 && !this.isReported(fix.text),
    )?.text;
  }
}

function sorted(texts: readonly string[]): readonly Version[] {
  return [...new Set(texts)].flatMap((text) => parseVersion(text) ?? []).sort(compareVersions);
}

function named(version: string): { version: string; parsed?: Version } {
  const parsed = parseVersion(version);
  return parsed ? { version, parsed } : { version };
}
