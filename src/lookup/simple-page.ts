import type { PackageFacts, ReleaseFacts } from '../domain/knowledge';
import { isPrerelease, parseVersion } from '../packaging/pep440';
import { compareVersions } from '../packaging/pep440';
import { fields, list } from './foreign-json';

/** What an index says of a package, without the day. */
export interface IndexEntry {
  readonly facts: Omit<PackageFacts, 'asOf' | 'source'>;
  /** By version, as the index writes it. */
  readonly releases: Readonly<Record<string, Omit<ReleaseFacts, 'asOf' | 'source'>>>;
}

/** The media type of the index API in JSON: https://packaging.python.org/en/latest/specifications/simple-repository-api/ */
export const simpleJson = 'application/vnd.pypi.simple.v1+json';

const statuses: readonly string[] = ['active', 'archived', 'quarantined', 'deprecated'];
const mostFiles = 50_000;
const longestReason = 500;

/**
 * A page of the index API: releases with what is yanked (PEP 592), uploads (PEP 700) and hashes, and the status of the project
 * (PEP 792). Unlike PyPI's older JSON API, whose list of releases is deprecated, it has them all. `undefined` for anything else.
 */
export function entryOfSimplePage(page: unknown): IndexEntry | undefined {
  const { meta, name, versions, files, 'project-status': status } = fields(page);
  if (typeof fields(meta)['api-version'] !== 'string' || typeof name !== 'string' || !Array.isArray(files))
    return undefined;
  const releases = releasesIn(list(versions).filter(isVersionText), files.slice(0, mostFiles));
  const known = Object.keys(releases)
    .flatMap((text) => parseVersion(text) ?? [])
    .sort(compareVersions);
  const offered = known.filter(({ text }) => releases[text]!.yanked === undefined);
  const latest = offered.findLast((version) => !isPrerelease(version)) ?? offered.at(-1);
  const { status: word, reason } = fields(status);
  return {
    facts: {
      status: typeof word === 'string' && statuses.includes(word) ? (word as PackageFacts['status']) : 'active',
      ...(typeof reason === 'string' && reason !== '' && { reason: reason.slice(0, longestReason) }),
      ...(latest && { latest: latest.text }),
      versions: known.map(({ text }) => text),
    },
    releases,
  };
}

interface Release {
  yanked?: string | true;
  uploaded?: string;
  readonly hashes: string[];
}

/** A release is yanked when all of its files are. */
function releasesIn(versions: readonly string[], files: readonly unknown[]): Readonly<Record<string, Release>> {
  const releases = new Map<string, Release & { open?: boolean }>(versions.map((version) => [version, { hashes: [] }]));
  const byKey = new Map(versions.flatMap((text) => (parseVersion(text) ? [[parseVersion(text)!.key, text]] : [])));
  for (const file of files.map(fields)) {
    const version = parseVersion(versionIn(String(file.filename)) ?? '');
    const release = version && releases.get(byKey.get(version.key) ?? '');
    if (!release) continue;
    const { sha256 } = fields(file.hashes);
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) release.hashes.push(`sha256:${sha256}`);
    const time = file['upload-time'];
    if (
      typeof time === 'string' &&
      /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/.test(time) &&
      !(release.uploaded && release.uploaded < time)
    )
      release.uploaded = time;
    const { yanked = false } = file;
    if (yanked === false) release.open = true;
    else
      release.yanked =
        typeof yanked === 'string' && yanked !== '' ? yanked.slice(0, longestReason) : (release.yanked ?? true);
  }
  return Object.fromEntries(
    [...releases].map(([version, { open, yanked, ...release }]) => [
      version,
      { ...release, ...(yanked !== undefined && !open && { yanked }) },
    ]),
  );
}

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/ and …/source-distribution-format/ */
function versionIn(filename: string): string | undefined {
  if (filename.length > 300) return undefined;
  return (
    /^[^-]+-([^-]+)-.*\.whl$/.exec(filename)?.[1] ??
    /-(\d[^-]*?)(?:-py\d.*)?\.(?:tar\.gz|tar\.bz2|tgz|zip|egg)$/.exec(filename)?.[1]
  );
}

function isVersionText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100;
}
