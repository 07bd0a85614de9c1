import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { MaliciousReport } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { cleanAbove } from './good-versions';
import { lineRemoval } from './line-removal';
import { nameAndVersion } from './name-and-version';
import { originIn } from './origin';
import { npmFiles, packageFiles } from './package-files';
import { specifierOf, upgradePin } from './upgrade';

/** A malicious package runs its author's code on every machine that installs it. */
export const malicious = rule({
  id: 'dependency/malicious',
  title: 'A package, or the release asked for, has been reported as malicious',
  severity: 'error',
  fix: 'suggested',
  reads: [...packageFiles, ...npmFiles],
  messages: {
    package:
      '{name} has been reported as malicious{reports}. Remove it, and treat keys on machines that installed it as exposed.{origin}',
    release:
      '{name} {version} is a release that has been reported as malicious{reports}. {advice}, and treat keys on machines that installed this one as exposed.{origin}',
    quarantined: {
      text: '{name} is held back by {source} while it is looked into, as it may be harmful (as of {asOf}). Do not install it before that is over, and treat keys on machines that did as exposed.{origin}',
      severity: 'warning',
    },
    some: {
      text: 'Some releases of {name} have been reported as malicious{reports}, and this line does not rule them out. Make sure that this is the package you mean, and pin a version that has been checked.',
      severity: 'warning',
    },
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const { ecosystem, name } = mention;
      const found = known.malicious(ecosystem, name.text);
      const verdict = found && judge(mention, found);
      const facts = mention.url || verdict ? undefined : known.packageFacts(ecosystem, name.text);
      if (!verdict && facts?.status !== 'quarantined') continue;
      const version = exactVersion(mention);
      const subject = packagePurl(ecosystem, name.text, version);
      const { related, ...origin } = originIn(document, mention, known);
      if (!found || !verdict) {
        const data = { name: name.text, source: facts!.source, asOf: facts!.asOf.slice(0, 10), ...origin };
        report(nameAndVersion(mention), 'quarantined', data, { subject, related });
        continue;
      }
      const other = verdict === 'release' ? cleanAbove(known, mention, version!) : undefined;
      report(
        nameAndVersion(mention),
        verdict,
        {
          ...{ name: name.text, version, reports: reports(found), advisories: found.ids },
          ...{ advice: other === undefined ? 'Use another version' : `Use ${other}`, fixed: other, ...origin },
        },
        {
          subject,
          related,
          fixes: other === undefined ? removal(document, mention, verdict) : upgradePin(document, mention, other),
        },
      );
    }
  },
});

/** An archive elsewhere than on PyPI may be of another package by the same name, unless it has the version that is reported. */
function judge(mention: PackageMention, found: MaliciousReport): 'package' | 'release' | 'some' | undefined {
  const { url, role, clauses } = mention;
  const version = exactVersion(mention);
  const isElsewhere = url !== undefined && !/^https?:\/\/(?:files\.pythonhosted|pypi)\.org\//i.test(url.text);
  if (found.everyRelease) return isElsewhere ? undefined : 'package';
  if (version !== undefined) return found.affects(version) ? 'release' : undefined;
  if (url !== undefined || role === 'constraint') return undefined;
  const specifier = specifierOf(clauses);
  return (found.popular ? found.isHighestAllowedBy(specifier) : found.isAllowedBy(specifier)) ? 'some' : undefined;
}

function reports({ ids, asOf }: MaliciousReport): string {
  const [first, ...others] = ids;
  if (first === undefined) return ` (as of ${asOf})`;
  return ` (${first}${others.length > 0 ? ` and ${others.length} more` : ''}, as of ${asOf})`;
}

function removal(
  document: Document,
  { role, name, whole }: PackageMention,
  verdict: 'package' | 'release' | 'some',
): readonly Fix[] {
  if (verdict !== 'package' || role === 'locked' || role === 'installed') return [];
  return lineRemoval(document, whole, `Remove ${name.text}`);
}
