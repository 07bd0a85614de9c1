import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { Advisory, Knowledge, PackageAdvisories } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import type { Span } from '../../text/place';
import { rule } from '../rule';
import { idsIn, problemsIn, ratingIn, worstRating } from './advisory-words';
import { cleanAbove, installable } from './good-versions';
import { nameAndVersion } from './name-and-version';
import { originIn } from './origin';
import { npmFiles, packageFiles } from './package-files';
import { moveRange, raiseFloor, specifierOf, upgradeAdvice, upgradePin } from './upgrade';

/** What an advisory describes, anyone can try on the versions that it names. */
export const vulnerable = rule({
  id: 'dependency/vulnerable',
  title: 'A version that is asked for, or was chosen, has known security problems',
  severity: 'warning',
  fix: 'suggested',
  reads: [...packageFiles, ...npmFiles],
  messages: {
    severe: { text: '{release} has {problems}{rating} ({ids}, as of {asOf}). {advice}{origin}', severity: 'error' },
    pinned: '{release} has {problems}{rating} ({ids}, as of {asOf}). {advice}{origin}',
    every:
      'Every version of {name} that {specifier} allows has known security problems{rating} ({ids}, as of {asOf}). {advice}',
    some: {
      text: '{name} {specifier} allows versions with known security problems{rating} ({ids}, as of {asOf}). {advice}',
      severity: 'info',
    },
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const { name, ecosystem, specifier } = mention;
      const about = known.advisories(ecosystem, name.text);
      const verdict = about && judge(document, mention, about, known);
      if (!about || !verdict) continue;
      const { says, advisories, version, fix, advice, fixes } = verdict;
      const { related, ...origin } = originIn(document, mention, known);
      report(
        placeOf(mention),
        says,
        {
          ...{ name: name.text, specifier: specifier?.text, release: releaseIn(name.text, version), advice },
          ...{
            problems: problemsIn(advisories),
            rating: ratingIn(advisories),
            ids: idsIn(advisories),
            asOf: about.asOf,
          },
          ...{ advisories: advisories.map(({ id }) => id), severity: worstRating(advisories), fixed: fix },
          ...origin,
        },
        { subject: packagePurl(ecosystem, name.text, version), related, fixes },
      );
    }
  },
});

interface Verdict {
  readonly says: 'severe' | 'pinned' | 'every' | 'some';
  readonly advisories: readonly Advisory[];
  /** The version at fault; absent where a range is. */
  readonly version?: string;
  readonly fix: string | undefined;
  readonly advice: string;
  readonly fixes: readonly Fix[];
}

function judge(
  document: Document,
  mention: PackageMention,
  about: PackageAdvisories,
  known: Knowledge,
): Verdict | undefined {
  const version = exactVersion(mention);
  return version === undefined
    ? judgeRange(document, mention, about, known)
    : judgePin(document, mention, about, version, known);
}

function judgePin(
  document: Document,
  mention: PackageMention,
  about: PackageAdvisories,
  version: string,
  known: Knowledge,
): Verdict | undefined {
  const { ecosystem, name } = mention;
  const advisories = about.hitting(version);
  if (advisories.length === 0 || known.malicious(ecosystem, name.text)?.affects(version)) return undefined;
  const isSevere = advisories.some(({ severity, isExploited }) => isExploited || severity === 'critical');
  const fix = cleanAbove(known, mention, version);
  return {
    ...{ says: isSevere ? 'severe' : 'pinned', advisories, version, fix },
    advice: fix === undefined ? 'No clean version above it is known.' : upgradeAdvice(document, mention, fix),
    fixes: fix === undefined ? [] : upgradePin(document, mention, fix),
  };
}

/** A name alone asks for the newest version, and a range that something else settles is judged there. */
function judgeRange(
  document: Document,
  mention: PackageMention,
  about: PackageAdvisories,
  known: Knowledge,
): Verdict | undefined {
  const { clauses, url, role, ecosystem, name, group } = mention;
  if (clauses.length === 0 || url !== undefined) return undefined;
  const found = about.within(specifierOf(clauses), installable(known, ecosystem, name.text));
  if (!found) return undefined;
  const { extent, advisories, fix } = found;
  const inUse = known.versionInUse(document.path, ecosystem, name.text);
  const isSettled = inUse?.standing === 'binding' || known.lockOf(document.path) !== undefined;
  if (extent === 'some' && (isSettled || role === 'constraint' || group === 'build')) return undefined;
  const advice =
    extent === 'every' ? `Allow ${fix}, the next version without known problems.` : `Ask for at least ${fix}.`;
  return {
    ...{ says: extent, advisories, fix },
    advice: fix === undefined ? 'No clean version is known.' : advice,
    fixes: fix === undefined ? [] : (extent === 'every' ? moveRange : raiseFloor)(document, mention, fix),
  };
}

/** What a resolver chose is shown at the version that it chose. */
function placeOf(mention: PackageMention): Span {
  const { role, clauses } = mention;
  const [chosen] = role === 'locked' || role === 'installed' ? clauses : [];
  return chosen?.version ?? nameAndVersion(mention);
}

function releaseIn(name: string, version = ''): string {
  const local = version.indexOf('+');
  return local < 0 ? `${name} ${version}` : `${name} ${version} (judged as ${version.slice(0, local)})`;
}
