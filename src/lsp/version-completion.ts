import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import type { Knowledge } from '../domain/knowledge';
import type { Clause, PackageMention } from '../domain/mention';
import { compareVersions, isPrerelease, parseVersion } from '../packaging/pep440';
import type { Position } from '../text/place';
import type { Session } from '../session';

const mostReleases = 20;

/** A version that can be written, and why one would. */
interface Offer {
  readonly version: string;
  readonly why: string;
}

/** Versions without known problems, where one is being written in a requirement: in use, fixed, newest, then the other releases. */
export function versionCompletions(session: Session, path: string, position: Position): CompletionItem[] {
  const document = session.document(path);
  if (!document) return [];
  const offset = document.lines.offset(position);
  for (const mention of document.mentions('package')) {
    const clause = mention.clauses.find(({ version }) => version.start <= offset && offset <= version.end);
    if (!clause || mention.role === 'locked' || mention.role === 'installed' || mention.ecosystem !== 'pypi') continue;
    const range = document.lines.range(clause.version);
    return offersFor(session.knowledge, path, mention, clause).map(({ version, why }, at) => ({
      label: version,
      kind: CompletionItemKind.Value,
      detail: why,
      sortText: String(at).padStart(4, '0'),
      preselect: at === 0,
      textEdit: { range, newText: version },
    }));
  }
  return [];
}

function offersFor(known: Knowledge, path: string, mention: PackageMention, clause: Clause): readonly Offer[] {
  const { ecosystem } = mention;
  const name = mention.name.text;
  const facts = known.packageFacts(ecosystem, name);
  const advisories = known.advisories(ecosystem, name);
  const inUse = known.versionInUse(path, ecosystem, name);
  const written = clause.version.text;
  const fix =
    advisories && advisories.hitting(written).length > 0 ? advisories.fixAbove(written, facts?.versions) : undefined;
  const offers: Offer[] = [
    ...(fix === undefined ? [] : [{ version: fix, why: 'next version without known problems' }]),
    ...(inUse ? [{ version: inUse.version, why: `in use (${inUse.source})` }] : []),
    ...(facts?.latest === undefined ? [] : [{ version: facts.latest, why: `newest, according to ${facts.source}` }]),
    ...newestFirst(facts?.versions ?? fixedVersions(known, ecosystem, name)),
  ];
  const isClean = ({ version }: Offer): boolean =>
    (advisories?.hitting(version) ?? []).length === 0 && !known.malicious(ecosystem, name)?.affects(version);
  return [
    ...new Map(
      offers
        .filter(isClean)
        .reverse()
        .map((offer) => [offer.version, offer]),
    ).values(),
  ].reverse();
}

/** Without the releases, those versions are known that advisories name as fixed. */
function fixedVersions(known: Knowledge, ecosystem: string, name: string): readonly string[] {
  const range = known.advisories(ecosystem, name)?.within('>=0');
  return [...new Set(range?.advisories.flatMap(({ fixed }) => fixed))];
}

function newestFirst(versions: readonly string[]): readonly Offer[] {
  return versions
    .flatMap((version) => parseVersion(version) ?? [])
    .filter((version) => !isPrerelease(version))
    .sort((a, b) => compareVersions(b, a))
    .slice(0, mostReleases)
    .map(({ text }) => ({ version: text, why: 'no known problems' }));
}
