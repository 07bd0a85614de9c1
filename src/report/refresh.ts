import type { Snapshot } from '../facts/snapshot';

/** How far an update of the advisories is, in a few words. `fetch` counts bytes, `read` counts records. */
export function refreshStep(step: 'fetch' | 'read', done: number, total: number | undefined): string {
  if (step === 'read') return `Reading ${done} of ${total ?? done} records`;
  return `Fetching ${megabytes(done)}${total === undefined ? '' : ` of ${megabytes(total)}`} MB`;
}

/** What an update of the advisories brought, in sentences. */
export function refreshResult(
  { advisories, malicious }: Snapshot,
  {
    before,
    from,
    keeps,
  }: { readonly before: string; readonly from: string; readonly keeps: readonly ('advisories' | 'reports')[] },
): string {
  const few = keeps.map((what) => (what === 'reports' ? 'reports of malicious packages' : what)).join(' and ');
  const kept = few === '' ? '' : ` The source has few ${few}, so those known before were kept beside them.`;
  return (
    `Advisories as of ${advisories.asOf} (${advisories.count}), malicious packages as of ${malicious.asOf} ` +
    `(${malicious.count} reports), from ${from}. Before: as of ${before}.${kept}`
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
