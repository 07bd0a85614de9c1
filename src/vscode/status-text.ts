import type { Overview } from '../panel/messages';

/** What stands in the status bar, with its icons in `$()`; undefined where there is nothing to say. */
export function statusText({ state, progress, counts }: Overview): string | undefined {
  if (state === 'checking' && progress !== undefined && progress.total > 0) {
    return `$(layers) Checking ${progress.done} of ${progress.total}`;
  }
  if (counts.error + counts.warning === 0) return undefined;
  return `$(layers) $(error) ${counts.error} $(warning) ${counts.warning}`;
}
