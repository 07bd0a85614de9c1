import { readAdvisories } from './advisories-table';
import type { AdvisoryFacts } from './advisories-table';
import advisoryTable from './data/advisories.tsv';
import maliciousTable from './data/malicious.tsv';
import { readMalicious } from './malicious-table';
import type { MaliciousFacts } from './malicious-table';

/** What is known of the security of PyPI packages on one day. */
export interface Snapshot {
  readonly advisories: AdvisoryFacts;
  readonly malicious: MaliciousFacts;
}

let bundled: Snapshot | undefined;

/** The snapshot that comes with the program, opened at the first call. Sources: PyPA advisory database, CISA, OpenSSF malicious-packages, see NOTICE. */
export function bundledSnapshot(): Snapshot {
  return (bundled ??= { advisories: readAdvisories(advisoryTable), malicious: readMalicious(maliciousTable) });
}

const head = 'weighbridge snapshot 1';
const end = '\nend\n';

/** Both tables as one text, so that they change together. */
export function writeSnapshot(advisories: string, malicious: string): string {
  return `${head}\t${advisories.length}\n${advisories}${malicious}${end.slice(1)}`;
}

/** Opens what `writeSnapshot` wrote; `undefined` where it is something else, or was cut off. */
export function readSnapshot(text: string): Snapshot | undefined {
  const [mark, length] = text.slice(0, text.indexOf('\n')).split('\t');
  if (mark !== head || !text.endsWith(end)) return undefined;
  const from = text.indexOf('\n') + 1;
  const middle = from + Number(length);
  const advisories = readAdvisories(text.slice(from, middle));
  const malicious = readMalicious(text.slice(middle, 1 - end.length));
  return isDay(advisories.asOf) && isDay(malicious.asOf) ? { advisories, malicious } : undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
