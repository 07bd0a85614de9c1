import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { VersionInUse } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { comparableName } from '../../packaging/name';
import { parseVersion } from '../../packaging/pep440';
import { clauseOf } from '../../packaging/pep440-specifier';
import { packagePurl } from '../../packaging/purl';
import { fitsNpmRange } from '../../packaging/semver';
import { rule, type RuleContext } from '../rule';
import { isHit } from './good-versions';
import { nameAndVersion } from './name-and-version';
import { lockFiles } from './package-files';
import { portable, repin } from './upgrade';

/** Where files and environment disagree about a version, what was tested is not what is installed elsewhere. */
export const drift = rule({
  id: 'dependency/drift',
  title: 'What is asked for, locked and installed disagree about a version',
  severity: 'info',
  fix: 'suggested',
  reads: ['requirements', 'pyproject', 'setup-cfg', 'setup-py', 'pipfile', 'package-json', ...lockFiles],
  messages: {
    installed:
      '{name} {version} is installed in {source}, but this file asks for {asked}, so what runs here is not what others install. Install again, or change the version here.',
    settled: {
      text: '{source} has {name} {version}, but this file asks for {asked}, and the two cannot both hold. Lock again, or change one of them.',
      severity: 'warning',
    },
    lock: '{source} and this lock disagree about {count}, such as {name} ({version} instead of {locked}). Install again from the lock.',
  },
  check(document, context) {
    if (lockFiles.includes(document.kind)) return compareLock(document, context);
    for (const lines of byName(document, ['requirement', 'constraint']).values()) {
      const { ecosystem, name } = lines[0]!;
      const found = context.known.versionInUse(document.path, ecosystem, name.text);
      // Of lines with different markers, the one that holds here may be any.
      if (!found || found.standing === 'elsewhere' || lines.some((line) => accepts(line, found.version))) continue;
      for (const line of lines) reportLine(document, line, found, context);
    }
  },
});

type Context = RuleContext<'installed' | 'settled' | 'lock'>;

function reportLine(
  document: Document,
  line: PackageMention,
  { version, source, standing }: VersionInUse,
  { known, report }: Context,
): void {
  const asked = line.specifier!.text;
  const pinned = portable(document, version);
  report(
    nameAndVersion(line),
    standing === 'installed' ? 'installed' : 'settled',
    { name: line.name.text, version, source, asked },
    {
      subject: packagePurl(line.ecosystem, line.name.text, version),
      fixes: isHit(known, line, version)
        ? []
        : repin(document, line, pinned, `Pin ${line.name.text} to ${pinned} (${source})`),
    },
  );
}

/** One finding for the whole lock: an environment that was not brought up to date differs in many packages. */
function compareLock(document: Document, { known, report }: Context): void {
  const different = [...byName(document, ['locked']).values()].flatMap((entries) => {
    const { ecosystem, name } = entries[0]!;
    const found = known.versionInUse(document.path, ecosystem, name.text);
    if (found?.standing !== 'installed' || entries.some((entry) => locks(entry, found.version))) return [];
    return [{ entry: entries[0]!, found }];
  });
  const [first] = different;
  if (!first) return;
  const { entry, found } = first;
  const count = different.length === 1 ? '1 package' : `${different.length} packages`;
  const { name } = entry;
  const data = { count, name: name.text, version: found.version, source: found.source, locked: exactVersion(entry) };
  report(name, 'lock', data, { subject: packagePurl(entry.ecosystem, name.text, found.version) });
}

/** The packages of PyPI and npm that come from an index. What a build needs is installed for the build alone, and peers by others. */
function byName(document: Document, roles: readonly PackageMention['role'][]): ReadonlyMap<string, PackageMention[]> {
  const found = new Map<string, PackageMention[]>();
  for (const mention of document.mentions('package')) {
    const { ecosystem, role, url, editable, name, group } = mention;
    const isJudged = ecosystem === 'pypi' || ecosystem === 'npm';
    if (!isJudged || !roles.includes(role) || url || editable || group === 'build' || group === 'peer') continue;
    const key = comparableName(ecosystem, name.text);
    const known = found.get(key);
    if (known) known.push(mention);
    else found.set(key, [mention]);
  }
  return found;
}

/** Also where what is asked for, or the version, cannot be read: then it is not known that they disagree. */
function accepts({ ecosystem, specifier, clauses }: PackageMention, version: string): boolean {
  if (ecosystem === 'npm') return !specifier || fitsNpmRange(version, specifier.text) !== false;
  const parsed = parseVersion(version);
  const asked = clauses.map((clause) => clauseOf(clause.operator, clause.version.text));
  if (!specifier || clauses.length === 0 || !parsed) return true;
  return asked.every((clause) => clause === undefined || clause.fits(parsed, version));
}

/** A local label (`+cu124`) does not make another release. */
function locks(entry: PackageMention, version: string): boolean {
  const locked = exactVersion(entry);
  const parsed = parseVersion(version);
  const other = locked === undefined ? undefined : parseVersion(locked);
  return !parsed || !other || parsed.publicKey === other.publicKey;
}
