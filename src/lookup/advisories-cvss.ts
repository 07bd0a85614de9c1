import { cvss3BaseScore } from './advisories-cvss3';
import { cvss4BaseScore } from './advisories-cvss4';

const longest = 500;

/** The base score, 0 to 10, of a CVSS vector of version 3 or 4; `undefined` for other versions and for what is no vector. */
export function baseScore(vector: string): number | undefined {
  if (vector.length > longest) return undefined;
  const [head, ...parts] = vector.trim().split('/');
  const metrics: Readonly<Record<string, string>> = Object.fromEntries(
    parts.map((part) => part.split(':', 2) as [string, string]),
  );
  if (head === 'CVSS:3.0' || head === 'CVSS:3.1') return cvss3BaseScore(metrics);
  return head === 'CVSS:4.0' ? cvss4BaseScore(metrics) : undefined;
}
