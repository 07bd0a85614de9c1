import type { Overview } from '../panel/messages';

/** Whether the first check still runs: what has been counted by then is a part that nobody should take for the whole. */
export function isFirstCheck({ state, checkedAt }: Overview): boolean {
  return state === 'checking' && checkedAt === undefined;
}

/** What stands in the status bar, with its icons in `$()`; undefined where there is nothing to say. */
export function statusText(overview: Overview): string | undefined {
  const { state, progress, counts } = overview;
  if (state === 'checking' && progress !== undefined && progress.total > 0) {
    return `$(layers) Checking ${progress.done} of ${progress.total}`;
  }
  if (isFirstCheck(overview) || counts.error + counts.warning === 0) return undefined;
  return `$(layers) $(error) ${counts.error} $(warning) ${counts.warning}`;
}
