import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { Knowledge, VersionInUse } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { isStandardModule } from '../../facts/wrong-names';
import { normalizedName } from '../../packaging/name';
import { parseVersion } from '../../packaging/pep440';
import { parseSpecifier, specifierContains } from '../../packaging/pep440-specifier';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { isHit } from './good-versions';
import { portable } from './upgrade';

/** A requirement that leaves the version open brings in, at the next install, whatever was published last. */
export const unpinned = rule({
  id: 'dependency/unpinned',
  title: 'A package is required without an exact version',
  severity: 'warning',
  fix: 'safe',
  reads: ['requirements', 'conda-environment', 'dockerfile'],
  messages: {
    open: '{name} accepts {versions}, so the next install may bring in something nobody has checked. {advice}',
    tooling: {
      text: '{name} accepts {versions}, so this tool may change from one install to the next. {advice}',
      severity: 'info',
    },
    library: {
      text: '{name} accepts {versions}, and whoever installs this package gets what is newest then. That may be meant for a library; pin it where the library is deployed.',
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
      const nameEnd = endOfName(document, mention);
      if (mention.ecosystem !== 'pypi' || mention.role !== 'requirement' || isSettled(mention) || isTemplate(mention))
        continue;
      const message = messageFor(document.path, mention, known);
      if (nameEnd === undefined || isUnreadable(mention) || !message || isUnwanted(mention, known)) continue;
      const found = known.versionInUse(document.path, mention.ecosystem, mention.name.text);
      if (found?.standing === 'binding') continue;
      const isFit = found && accepts(mention, found.version) && !isHit(known, mention, found.version);
      const inUse = isFit ? found : undefined;
      report(
        { start: mention.name.start, end: mention.specifier?.end ?? nameEnd },
        message,
        {
          name: mention.name.text,
          versions: versions(mention),
          specifier: mention.specifier?.text,
          advice: advice(inUse),
          inUse: inUse?.version,
        },
        {
          subject: packagePurl(mention.ecosystem, mention.name.text),
          fixes: inUse ? [pin(document, mention, nameEnd, inUse)] : [],
        },
      );
    }
  },
});

/** Pinned exactly, by hash, or by a direct reference. */
function isSettled(mention: PackageMention): boolean {
  const { hashes, url, editable } = mention;
  return editable || url !== undefined || hashes.length > 0 || exactVersion(mention) !== undefined;
}

/** The version is filled in by something that runs later. */
function isTemplate({ specifier }: PackageMention): boolean {
  return specifier !== undefined && /\{\{|\$\{|%\(/.test(specifier.text);
}

/** Such a line has to go, and no version of it is right. */
function isUnwanted({ ecosystem, name }: PackageMention, known: Knowledge): boolean {
  return isStandardModule(normalizedName(name.text)) || known.malicious(ecosystem, name.text)?.everyRelease === true;
}

/** Half-typed, or written in a way that no installer reads. */
function isUnreadable({ clauses, specifier }: PackageMention): boolean {
  if (!specifier) return false;
  return clauses.length === 0 || clauses.some(({ version }) => version.text === '') || !parseSpecifier(specifier.text);
}

/** Whether a version fits what the line asks for: a stale environment, or another file, may have one that does not. */
function accepts({ specifier }: PackageMention, version: string): boolean {
  const asked = parseSpecifier(specifier?.text ?? '');
  const parsed = parseVersion(version);
  return asked !== undefined && parsed !== undefined && specifierContains(asked, parsed, { prereleases: true });
}

/** Where the name with its extras ends; `undefined` where their bracket is not closed yet. */
function endOfName({ text }: Document, { name, whole }: PackageMention): number | undefined {
  const extras = /^[\s\\]*\[[^\]]*(\]?)/.exec(text.slice(name.end, whole.end));
  if (!extras) return name.end;
  return extras[1] === '' ? undefined : name.end + extras[0].length;
}

/** Undefined for a library with an upper bound, which does as libraries should. */
function messageFor(
  path: string,
  { clauses }: PackageMention,
  known: Knowledge,
): 'open' | 'tooling' | 'library' | 'bounded' | undefined {
  const isBounded = clauses.some(({ operator }) => ['<', '<=', '~=', '=='].includes(operator));
  if (known.isManifestSource(path)) return isBounded ? undefined : 'library';
  if (isBounded) return 'bounded';
  // What stands above the root says nothing about the file.
  const place = known.localId(path);
  return /[/_.-](dev|tests?|testing|docs?|lint|ci|typing|style)[/_.-][^/]*$/.test(place) ? 'tooling' : 'open';
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

function pin(document: Document, mention: PackageMention, nameEnd: number, inUse: VersionInUse): Fix {
  const { standing, source } = inUse;
  const version = portable(document, inUse.version);
  const { start, end } = mention.specifier ?? { start: nameEnd, end: nameEnd };
  return {
    title: `Pin ${mention.name.text} to ${version} (${source})`,
    // An image or a conda environment need not have the Python of the environment beside it.
    safety: standing === 'installed' && document.kind === 'requirements' ? 'safe' : 'suggested',
    edits: [{ path: document.path, start, end, newText: `==${version}` }],
  };
}
