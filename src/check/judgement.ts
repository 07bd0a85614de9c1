import type { Document } from '../domain/document';
import type { Finding, Problem } from '../domain/finding';
import type { Knowledge } from '../domain/knowledge';
import type { Policies } from '../project/policies';
import type { IgnoreEntry } from '../project/policy';
import { rules } from '../rules';
import { checkDocument } from './check';
import { suppress } from './suppress';

/** What there is to say about one file. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly problems: readonly Problem[];
  /** The policy entries that silenced, or but for their date would have silenced, something. */
  readonly usedIgnores: ReadonlySet<IgnoreEntry>;
}

export const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** A judgement of a file that has nothing but problems. */
export function onlyProblems(problems: readonly Problem[]): Judgement {
  return { findings: [], suppressed: [], problems, usedIgnores: new Set() };
}

/** Checks a document by all rules and takes out what people decided to live with. `today` is an ISO date. */
export function judge(document: Document, known: Knowledge, policies: Policies, today: string): Judgement {
  const { path, lines, reading } = document;
  const { rules: levels } = policies.policyFor(path);
  const found = checkDocument(document, rules, known, (rule) => levels.get(rule));
  const { kept, suppressed, used, problems } = suppress(document, found, policies.ignoresFor(path), ruleIds, today);
  const readProblems = reading.problems.map(({ code, message, start, end }) => ({
    path,
    code,
    message,
    range: lines.range({ start, end }),
  }));
  return { findings: kept, suppressed, problems: [...readProblems, ...problems], usedIgnores: used };
}
