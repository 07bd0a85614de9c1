import { baseVersion, publicVersion, type Version } from './pep440';
import { nextRelease, specifierContains, type Specifier, type SpecifierClause } from './pep440-specifier';

/**
 * Whether any version can fit all clauses: `>=2,<1` can never be satisfied. What a clause accepts begins and ends
 * next to the version it names, so it is enough to try the neighbors of all those versions.
 */
export function isSatisfiable(specifier: Specifier): boolean {
  return specifier.length === 0 || versionsAround(specifier).some((version) => specifierContains(specifier, version));
}

/**
 * The versions that clauses name and their closest neighbors: between two of these that follow each other, all versions fit
 * the same clauses.
 */
export function versionsAround(specifier: readonly Pick<SpecifierClause, 'version' | 'parsed'>[]): readonly string[] {
  const depth = Math.max(1, ...specifier.map(({ parsed }) => parsed?.release.length ?? 1));
  const found = new Set(['0.dev0', '0']);
  for (const { version, parsed } of specifier) {
    found.add(version);
    if (parsed) for (const neighbor of neighbors(parsed, depth)) found.add(neighbor);
  }
  return [...found];
}

function neighbors(version: Version, depth: number): readonly string[] {
  const { dev, ...released } = version;
  const { epoch, pre, post } = released;
  const base = baseVersion(version);
  const padding = Array.from({ length: depth - version.release.length + 1 }, () => '0');
  const barelyAbove = baseVersion({ epoch, release: [...version.release, ...padding, '1'] });
  const next = baseVersion({ epoch, release: nextRelease(version.release) });
  const beforePost = pre ? base + pre.phase + pre.number : base;
  const afterPost = `${beforePost}.post${post === undefined ? '0' : successor(post)}`;
  const beforeDev = publicVersion(released);
  return [
    ...[base, barelyAbove, next, beforePost, afterPost, beforeDev].flatMap((stem) => [`${stem}.dev0`, stem]),
    ...(pre ? [`${base}${pre.phase}${successor(pre.number)}`] : [`${base}a0`]),
    ...(dev === undefined ? [] : [`${beforeDev}.dev${successor(dev)}`]),
    publicVersion(version),
  ];
}

function successor(number: string): string {
  return String(BigInt(number) + 1n);
}
