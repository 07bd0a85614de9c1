import { readAdvisories } from './advisories-table';
import type { AdvisoryFacts } from './advisories-table';
import table from './data/advisories.tsv';

let read: AdvisoryFacts | undefined;

/** The snapshot that comes with the program, opened at the first call. Sources: PyPA advisory database, CISA, see NOTICE. */
export function advisoryFacts(): AdvisoryFacts {
  return (read ??= readAdvisories(table));
}
