import type { Component } from '../domain/component';
import type { Advisory, MaliciousReport, PackageAdvisories } from '../domain/knowledge';
import { compareVersions, parseVersion } from '../packaging/pep440';

const mostRows = 6;
const mostReports = 3;

/** Says, as lines of Markdown, that a package or its version is reported as malicious; none where it is not. */
export function maliciousLines({ version }: Component, known: MaliciousReport | undefined): readonly string[] {
  const isReported = known && (known.everyRelease || (version !== undefined && known.affects(version)));
  if (!isReported) return [];
  const what = known.everyRelease ? 'This package' : 'This release';
  const ids = known.ids.length > 0 ? ` ${known.ids.slice(0, mostReports).map(linked).join(', ')},` : '';
  return ['', `**${what} has been reported as malicious**:${ids} as of ${known.asOf}`];
}

/** What security advisories say of the version of a package, or of those it may have, as lines of Markdown; none where they say nothing. */
export function advisoryLines(
  { version, requested }: Component,
  known: PackageAdvisories | undefined,
): readonly string[] {
  if (!known) return [];
  const range = version === undefined && requested !== undefined ? known.within(requested) : undefined;
  const advisories = version === undefined ? (range?.advisories ?? []) : known.hitting(version);
  if (advisories.length === 0) return [];
  const fix = version === undefined ? range?.fix : known.fixAbove(version);
  const more = advisories.length - mostRows;
  return [
    '',
    '| Security problem | Rated | Fixed in |',
    '|---|---|---|',
    ...advisories.slice(0, mostRows).map((advisory) => row(advisory, version)),
    ...(more > 0 ? [`| and ${more} more | | |`] : []),
    '',
    fix === undefined ? 'No clean version above it is known.' : `Next version without known problems: **${fix}**`,
    '',
    `Advisories as of ${known.asOf}`,
  ];
}

function row({ id, aliases, severity, isExploited, fixed }: Advisory, version: string | undefined): string {
  const rating = [severity ?? 'not rated', ...(isExploited ? ['used in attacks'] : [])].join(', ');
  const cve = aliases.find((alias) => alias.startsWith('CVE-'));
  const names = `${linked(id)}${cve === undefined ? '' : ` (${cve})`}`;
  return `| ${names} | ${rating} | ${fixedIn(fixed, version) ?? 'none named'} |`;
}

function linked(id: string): string {
  return `[${id}](https://osv.dev/vulnerability/${encodeURIComponent(id)})`;
}

/** The smallest fixed version above this one; without one, the highest. */
function fixedIn(fixed: readonly string[], version: string | undefined): string | undefined {
  const current = version === undefined ? undefined : parseVersion(version);
  const sorted = fixed.flatMap((text) => parseVersion(text) ?? []).sort(compareVersions);
  return (current ? sorted.find((one) => compareVersions(one, current) > 0) : sorted.at(-1))?.text;
}
