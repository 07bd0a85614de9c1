import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { isStandardModule, meantBy } from '../../facts/wrong-names';
import { normalizedName } from '../../packaging/name';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { askedByName } from './asked-by-name';
import { lookAlike, type LookAlike } from './look-alike';
import { requirementFiles } from './package-files';

/** A name one slip of the fingers away from a well-known one is where attackers wait for those who mistype. */
export const typosquat = rule({
  id: 'dependency/typosquat',
  title: 'The name of a package is one slip away from that of a well-known package',
  severity: 'info',
  fix: 'suggested',
  reads: requirementFiles,
  messages: {
    similar:
      '"{name}" differs by {difference} from the well-known "{popular}" and may be a look-alike. Check the name before installing.',
    disguised: {
      text: '"{name}" looks nearly the same as the well-known "{popular}", which few choose by chance. Check the name before installing.',
      severity: 'warning',
    },
    other: {
      text: '"{name}" differs by {difference} from "{popular}", and it is "{popular}" that {source} has. Check the name before installing.',
      severity: 'warning',
    },
    young: {
      text: '"{name}" differs by {difference} from the well-known "{popular}" and was first published on {day} (according to {source}). Check the name before installing.',
      severity: 'warning',
    },
  },
  check(document, { known, report }) {
    for (const mention of askedByName(document)) {
      const { ecosystem, name } = mention;
      const normalized = normalizedName(name.text);
      const found = lookAlike(normalized);
      if (!found || meantBy(normalized) || isStandardModule(normalized) || isSuspect(known, mention)) continue;
      const { says, ...evidence } = judge(document, mention, found, known);
      report(
        name,
        says,
        { name: name.text, popular: found.name, difference: found.difference, ...evidence },
        { subject: packagePurl(ecosystem, name.text), fixes: rename(document, mention, found.name) },
      );
    }
  },
});

/** What is known or feared to be harmful is the matter of another rule. */
function isSuspect(known: Knowledge, { ecosystem, name }: PackageMention): boolean {
  const isReported = known.malicious(ecosystem, name.text) !== undefined;
  return isReported || known.packageFacts(ecosystem, name.text)?.status === 'quarantined';
}

interface Judgement {
  readonly says: 'similar' | 'disguised' | 'other' | 'young';
  readonly source?: string;
  readonly day?: string;
}

/** What else speaks against the name, gravest first. */
function judge({ path }: Document, { ecosystem, name }: PackageMention, found: LookAlike, known: Knowledge): Judgement {
  const facts = known.packageFacts(ecosystem, name.text);
  const first = facts?.versions[0];
  const day = first === undefined ? undefined : known.release(ecosystem, name.text, first)?.uploaded?.slice(0, 10);
  if (facts && day !== undefined && daysBetween(day, facts.asOf.slice(0, 10)) < youngInDays)
    return { says: 'young', source: facts.source, day };
  const meant = known.versionInUse(path, ecosystem, found.name);
  if (meant && !known.versionInUse(path, ecosystem, name.text)) return { says: 'other', source: meant.source };
  return { says: found.isDisguised ? 'disguised' : 'similar' };
}

/** Most look-alikes are found and taken down within this time. */
const youngInDays = 90;

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}

function rename({ path }: Document, { name }: PackageMention, popular: string): readonly Fix[] {
  const { start, end, text } = name;
  if (end - start !== text.length) return [];
  return [{ title: `Change to ${popular}`, safety: 'suggested', edits: [{ path, start, end, newText: popular }] }];
}
