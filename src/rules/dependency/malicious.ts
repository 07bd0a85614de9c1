import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { MaliciousReport } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
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

/** Takes out the lines of a requirement, where nothing else stands on them. */
function removal(document: Document, mention: PackageMention): readonly Fix[] {
  const { lines, path, text, reading } = document;
  if (reading.comments === undefined || mention.role === 'locked' || mention.role === 'installed') return [];
  const first = lines.position(mention.whole.start).line;
  const last = lines.position(mention.whole.end).line;
  const start = lines.line(first).start;
  const end = last + 1 < lines.count ? lines.line(last + 1).start : text.length;
  const before = text.slice(start, mention.whole.start);
  const behind = text.slice(mention.whole.end, end).replace(/(^|\s)#.*/, '');
  if (!/^[-\s"']*$/.test(before) || !/^[\s"',]*$/.test(behind)) return [];
  const edits = [{ path, start, end, newText: '' }];
  return [{ title: `Remove ${mention.name.text}`, safety: 'suggested', edits }];
}
