import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { VersionInUse } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';

/** A requirement that leaves the version open brings in, at the next install, whatever was published last. */
export const unpinned = rule({
  id: 'dependency/unpinned',
  title: 'A package is required without an exact version',
  severity: 'warning',
  fix: 'safe',
  reads: ['requirements'],
  messages: {
    open: '{name} accepts {versions}, so the next install may bring in something nobody has checked. {advice}',
    tooling: {
      text: '{name} accepts {versions}, so this tool may change from one install to the next. {advice}',
      severity: 'info',
    },
    bounded: {
      text: '{name} may change within {specifier} from one install to the next. {advice}',
      severity: 'info',
    },
  },
  check(document, { known, report }) {
    if (known.lockOf(document.path) !== undefined) return;
    for (const mention of document.mentions('package')) {
      if (mention.role !== 'requirement' || isSettled(mention) || isTemplate(mention)) continue;
      const inUse = known.versionInUse(document.path, mention.ecosystem, mention.name.text);
      if (inUse?.standing === 'binding') continue;
      report(
        { start: mention.name.start, end: mention.specifier?.end ?? mention.extras.at(-1)?.end ?? mention.name.end },
        messageFor(document, mention),
        {
          name: mention.name.text,
          versions: versions(mention),
          specifier: mention.specifier?.text,
          advice: advice(inUse),
          inUse: inUse?.version,
        },
        {
          subject: packagePurl(
            mention.ecosystem,
            mention.name.text,
            inUse?.standing === 'installed' ? inUse.version : undefined,
          ),
          fixes: inUse ? [pin(document, mention, inUse)] : [],
        },
      );
    }
  },
});

/** Pinned exactly, by hash, or by a direct reference. */
function isSettled({ clauses, hashes, url, editable }: PackageMention): boolean {
  return editable || url !== undefined || hashes.length > 0 || clauses.some(isExact);
}

function isExact({ operator, version }: PackageMention['clauses'][number]): boolean {
  return operator === '===' || (operator === '==' && !version.text.endsWith('*'));
}

/** The version is filled in by something that runs later. */
function isTemplate({ specifier }: PackageMention): boolean {
  return specifier !== undefined && /\{\{|\$\{|%\(/.test(specifier.text);
}

function messageFor(document: Document, { clauses }: PackageMention): 'open' | 'tooling' | 'bounded' {
  const isBounded = clauses.some(({ operator }) => ['<', '<=', '~=', '=='].includes(operator));
  if (isBounded) return 'bounded';
  return /(^|[/_.-])(dev|tests?|testing|docs?|lint|ci|typing|style)[/_.-][^/]*$/.test(document.path)
    ? 'tooling'
    : 'open';
}

function versions({ specifier, clauses }: PackageMention): string {
  if (!specifier) return 'any version';
  const [only, ...others] = clauses;
  if (only?.operator === '>=' && others.length === 0) return `any version from ${only.version.text} up`;
  return `any version that fits ${specifier.text}`;
}

function advice(inUse: VersionInUse | undefined): string {
  if (!inUse) return 'Pin one version with ==.';
  const { version, source, standing } = inUse;
  return standing === 'installed'
    ? `Pin the version in use now, ${version} (installed in ${source}).`
    : `Pin one version with ==; ${source} has ${version}.`;
}

function pin(document: Document, mention: PackageMention, { version, standing, source }: VersionInUse): Fix {
  const after =
    mention.extras.length > 0 ? document.text.indexOf(']', mention.extras.at(-1)!.end) + 1 : mention.name.end;
  const { start, end } = mention.specifier ?? { start: after, end: after };
  return {
    title: `Pin ${mention.name.text} to ${version} (${source})`,
    safety: standing === 'installed' ? 'safe' : 'suggested',
    edits: [{ path: document.path, start, end, newText: `==${version}` }],
  };
}
