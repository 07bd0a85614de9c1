import { fields } from './foreign-json';
import type { IndexEntry } from './simple-page';

/** The media type of the short form of what a registry says of a package. */
export const packumentJson = 'application/vnd.npm.install-v1+json';

const longestReason = 500;

/**
 * What a registry of npm says in its short form (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md):
 * versions, the latest, and what is deprecated. `undefined` for anything else.
 */
export function entryOfPackument(packument: unknown): IndexEntry | undefined {
  const { name, versions, 'dist-tags': tags } = fields(packument);
  if (typeof name !== 'string' || typeof versions !== 'object' || versions === null) return undefined;
  const releases = Object.fromEntries(
    Object.entries(versions).map(([version, about]) => {
      const { deprecated } = fields(about);
      const isTold = typeof deprecated === 'string' && deprecated !== '';
      return [version, { hashes: [], ...(isTold && { deprecated: deprecated.slice(0, longestReason) }) }];
    }),
  );
  const { latest } = fields(tags);
  const reason =
    typeof latest === 'string' ? (releases[latest] as { deprecated?: string } | undefined)?.deprecated : undefined;
  return {
    facts: {
      status: reason === undefined ? 'active' : 'deprecated',
      ...(reason !== undefined && { reason }),
      ...(typeof latest === 'string' && { latest }),
      versions: Object.keys(releases),
    },
    releases,
  };
}
