import { editsTogether } from '../domain/finding';
import type { FileEdit, Finding } from '../domain/finding';
import type { Session } from '../session';
import { applyEdits } from '../text/edit';

/** A text that fixes changed. */
export interface FixedText {
  /** As it was read. */
  readonly before: string;
  readonly after: string;
  /** How many edits were made. */
  readonly edits: number;
}

/** One fix can make another one possible, in its own file or elsewhere; no chain of them is longer. */
const mostPasses = 10;

/**
 * Applies the best fix of each wanted finding in the session, until nothing is left to fix, so that a second run finds nothing to
 * do. Gives the changed texts by path; the disk is left as it is.
 */
export async function fixInPasses(
  session: Session,
  isWanted: (finding: Finding) => boolean,
  withSuggested: boolean,
): Promise<ReadonlyMap<string, FixedText>> {
  const fixed = new Map<string, FixedText>();
  for (let pass = 0; pass < mostPasses; pass++) {
    const judged = session.judgements.filter(([path]) => session.covers(path));
    const findings = judged.flatMap(([, judgement]) => judgement.findings).filter(isWanted);
    const changes = [...editsByFile(findings, withSuggested)].filter(([path, edits]) => apply(path, edits));
    if (changes.length === 0) break;
    await session.settle();
  }
  return fixed;

  /** Whether the edits changed the text. */
  function apply(path: string, edits: readonly FileEdit[]): boolean {
    const text = session.document(path)?.text;
    const after = text === undefined ? undefined : applyEdits(text, edits).text;
    if (text === undefined || after === undefined || after === text) return false;
    const before = fixed.get(path);
    fixed.set(path, { before: before?.before ?? text, after, edits: (before?.edits ?? 0) + edits.length });
    session.change(path, after);
    return true;
  }
}

function editsByFile(findings: readonly Finding[], withSuggested: boolean): ReadonlyMap<string, readonly FileEdit[]> {
  const best = findings.flatMap(
    ({ fixes }) => fixes.find(({ safety }) => safety === 'safe') ?? (withSuggested ? fixes.slice(0, 1) : []),
  );
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of editsTogether(best)) {
    const others = byFile.get(edit.path);
    if (others) others.push(edit);
    else byFile.set(edit.path, [edit]);
  }
  return byFile;
}
