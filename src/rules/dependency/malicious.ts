import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { MaliciousReport } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { lineRemoval } from './line-removal';
import { nameAndVersion } from './name-and-version';
import { packageFiles } from './package-files';

/** A malicious package runs its author's code on every machine that installs it. */
export const malicious = rule({
  id: 'dependency/malicious',
  title: 'A package, or the release asked for, has been reported as malicious',
  severity: 'error',
  fix: 'suggested',
  reads: packageFiles,
  messages: {
    package:
      '{name} has been reported as malicious{reports}. Remove it, and treat keys on machines that installed it as exposed.',
    release:
      '{name} {version} is a release that has been reported as malicious{reports}. Use another version, and treat keys on machines that installed this one as exposed.',
    some: {
      text: 'Some releases of {name} have been reported as malicious{reports}, and this line does not rule them out. Make sure that this is the package you mean, and pin a version that has been checked.',
      severity: 'warning',
    },
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      if (mention.url !== undefined) continue;
      const found = known.malicious(mention.ecosystem, mention.name.text);
      const verdict = found && judge(mention, found);
      if (!found || !verdict) continue;
      const version = exactVersion(mention);
      report(
        nameAndVersion(mention),
        verdict,
        { name: mention.name.text, version, reports: reports(found), ids: found.ids },
        {
          subject: packagePurl(mention.ecosystem, mention.name.text, version),
          fixes: verdict === 'package' ? removal(document, mention) : [],
        },
      );
    }
  },
});

function judge(mention: PackageMention, found: MaliciousReport): 'package' | 'release' | 'some' | undefined {
  if (found.everyRelease) return 'package';
  const version = exactVersion(mention);
  if (version !== undefined) return found.affects(version) ? 'release' : undefined;
  return found.popular || mention.role === 'constraint' ? undefined : 'some';
}

function reports({ ids, asOf }: MaliciousReport): string {
  const [first, ...others] = ids;
  if (first === undefined) return ` (as of ${asOf})`;
  return ` (${first}${others.length > 0 ? ` and ${others.length} more` : ''}, as of ${asOf})`;
}

function removal(document: Document, { role, name, whole }: PackageMention): readonly Fix[] {
  return role === 'locked' || role === 'installed' ? [] : lineRemoval(document, whole, `Remove ${name.text}`);
}
