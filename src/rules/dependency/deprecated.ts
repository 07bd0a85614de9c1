import { exactVersion } from '../../domain/exact-version';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { nameAndVersion } from './name-and-version';
import { oneLine } from './one-line';
import { requirementFiles } from './package-files';

/** Nobody mends what its makers have given up, security problems included. */
export const deprecated = rule({
  id: 'dependency/deprecated',
  title: 'A package that is asked for has been given up by its makers',
  severity: 'info',
  fix: 'none',
  tag: 'deprecated',
  reads: [...requirementFiles, 'package-json'],
  messages: {
    deprecated:
      'The makers of {name} advise against it{reason} (according to {source}, as of {asOf}). Look for a package that takes its place.',
    archived:
      '{name} is archived{reason}, so no more updates are to be expected, not even against security problems (according to {source}, as of {asOf}). Plan to replace it.',
    release:
      'The makers of {name} advise against version {version}{reason} (according to {source}, as of {asOf}). Choose another version, or another package.',
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const found = mention.role === 'requirement' && !mention.url ? stateOf(document.path, mention, known) : undefined;
      if (!found) continue;
      const { ecosystem, name } = mention;
      const { says, version, reason, source, asOf } = found;
      const quoted = reason === undefined || oneLine(reason) === '' ? '' : `: "${oneLine(reason)}"`;
      report(
        nameAndVersion(mention),
        says,
        { name: name.text, version, reason: quoted, source, asOf: asOf.slice(0, 10) },
        { subject: packagePurl(ecosystem, name.text, version) },
      );
    }
  },
});

interface State {
  readonly says: 'deprecated' | 'archived' | 'release';
  readonly version?: string;
  readonly reason: string | undefined;
  readonly source: string;
  readonly asOf: string;
}

/** What the index says of the package, else of the release that is asked for or in use. */
function stateOf(path: string, mention: PackageMention, known: Knowledge): State | undefined {
  const { ecosystem, name } = mention;
  const facts = known.packageFacts(ecosystem, name.text);
  if (facts?.status === 'deprecated' || facts?.status === 'archived') {
    const { status, reason, source, asOf } = facts;
    return { says: status, reason, source, asOf };
  }
  const version = exactVersion(mention) ?? known.versionInUse(path, ecosystem, name.text)?.version;
  const release = version === undefined ? undefined : known.release(ecosystem, name.text, version);
  if (version === undefined || release?.deprecated === undefined) return undefined;
  return { says: 'release', version, reason: release.deprecated, source: release.source, asOf: release.asOf };
}
