import type { Advisory, PackageAdvisories } from '../domain/knowledge';
import type { AdvisoryFact } from '../facts/advisories-table';
import { parseNpmVersion } from '../packaging/npm-version';
import { advisoriesOf, entryOf, fixedIn, isAffected } from './advisories-entry';
import type { Entry } from './advisories-entry';

/** The advisories on one package of npm. What its ranges allow is not judged. */
export class NpmAdvisories implements PackageAdvisories {
  readonly #entries: readonly Entry[];

  constructor(
    readonly asOf: string,
    advisories: readonly AdvisoryFact[],
    readonly isReported: (version: string) => boolean,
  ) {
    const keyOf = (version: string): string | undefined => parseNpmVersion(version)?.publicKey;
    this.#entries = advisories.filter(({ isMalicious }) => !isMalicious).map((fact) => entryOf(fact, keyOf));
  }

  hitting(version: string): readonly Advisory[] {
    return advisoriesOf(this.#hitting(version));
  }

  fixAbove(version: string, releases?: readonly string[]): string | undefined {
    const current = parseNpmVersion(version);
    if (!current) return undefined;
    const fixes = releases ?? this.#entries.flatMap(({ fact }) => fixedIn(fact));
    return fixes
      .flatMap((text) => parseNpmVersion(text) ?? [])
      .filter(({ publicKey, isPrerelease }) => publicKey > current.publicKey && (!isPrerelease || current.isPrerelease))
      .sort((a, b) => (a.publicKey < b.publicKey ? -1 : 1))
      .find(({ text }) => this.#hitting(text).length === 0 && !this.isReported(text))?.text;
  }

  within(): undefined {
    return undefined;
  }

  #hitting(version: string): readonly Entry[] {
    const parsed = parseNpmVersion(version);
    return this.#entries.filter((entry) => isAffected(entry, version, parsed));
  }
}
