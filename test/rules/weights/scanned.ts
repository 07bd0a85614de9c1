import { Document } from '../../../src/domain/document';
import type { Finding } from '../../../src/domain/finding';
import type { Knowledge } from '../../../src/domain/knowledge';
import { verdictOf, type ScanFinding } from '../../../src/domain/scan';
import type { Rule } from '../../../src/rules/rule';
import { findingsOf } from '../rule-test';

/** What a rule says of a weight file in which a scan has found this. */
export function findingsIn(
  rule: Rule,
  findings: readonly ScanFinding[],
  {
    name = 'ranker.pt',
    format = 'pickle',
    knowing = {},
  }: { readonly name?: string; readonly format?: string; readonly knowing?: Partial<Knowledge> } = {},
): readonly Finding[] {
  const weights = { format, size: 1000, metadata: {}, scan: { verdict: verdictOf(findings), findings } };
  return findingsOf(
    rule,
    new Document(`/project/models/${name}`, 'weights', '', { mentions: [], problems: [], weights }),
    knowing,
  );
}

export const call: ScanFinding = {
  code: 'pickle/dangerous-call',
  verdict: 'dangerous',
  message: 'Loading this file calls os.system. Do not load it.',
  offset: 27,
  data: { global: 'os.system', arguments: ['echo pwned'] },
};

export const foreign: ScanFinding = {
  code: 'pickle/unknown-call',
  verdict: 'suspicious',
  message: 'Loading this file runs acme.Ranker, of which nothing is known here.',
  offset: 3,
};

export const encrypted: ScanFinding = {
  code: 'zip/encrypted',
  verdict: 'unknown',
  message: 'This member is encrypted, so what it holds is not known.',
  member: 'data.pkl',
};

export const broken: ScanFinding = {
  code: 'pickle/broken',
  verdict: 'unknown',
  message: 'This pickle breaks off.',
  offset: 90,
};

export const unfinished: ScanFinding = { code: 'weights/limit', verdict: 'unknown', message: 'Not read to its end.' };

export const unexamined: ScanFinding = {
  code: 'weights/not-examined',
  verdict: 'unknown',
  message: 'Not examined yet.',
};
