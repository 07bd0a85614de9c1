import type { Document } from '../domain/document';
import type { Finding, Problem } from '../domain/finding';
import type { PolicyIgnore } from '../project/policies';
import { isDay } from '../project/policy';
import type { IgnoreEntry } from '../project/policy';
import type { Span } from '../text/place';

/** One `weighbridge: ignore` comment. */
interface IgnoreComment extends Span {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  /** The 0-based line whose findings it is about: its own, or the next one when it stands alone. */
  readonly line: number;
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** The policy entries that silenced something. */
  readonly used: ReadonlySet<IgnoreEntry>;
  /** About comments: without effect, expired, without a reason. */
  readonly problems: readonly Problem[];
}

/** Takes out what comments in the document or the policy file say to live with. `today` is an ISO date. */
export function suppress(
  document: Document,
  findings: readonly Finding[],
  policy: readonly PolicyIgnore[],
  ruleIds: ReadonlySet<string>,
  today: string,
): Suppressed {
  const comments = ignoreComments(document);
  const byLine = new Map<number, IgnoreComment[]>();
  for (const comment of comments) {
    const others = byLine.get(comment.line);
    if (others) others.push(comment);
    else byLine.set(comment.line, [comment]);
  }
  const usedComments = new Set<IgnoreComment>();
  const used = new Set<IgnoreEntry>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const comment = byLine.get(finding.range.start.line)?.find(({ rules }) => rules.includes(finding.rule));
    const entries = policy.filter((candidate) => candidate.applies(finding)).map(({ entry }) => entry);
    if (comment) usedComments.add(comment);
    for (const entry of entries) used.add(entry);
    const isSilenced = [...(comment ? [comment] : []), ...entries].some((ignore) => counts(ignore, today));
    (isSilenced ? suppressed : kept).push(finding);
  }
  const problems = comments.flatMap((comment) => problemsOf(comment, usedComments.has(comment)));
  return { kept, suppressed, used, problems };

  function problemsOf(comment: IgnoreComment, isUsed: boolean): Problem[] {
    const say = (code: string, message: string): Problem[] => [
      { path: document.path, code, message, range: document.lines.range(comment) },
    ];
    if (comment.rules.length === 0)
      return say('ignore-no-rule', 'Name the rule after "ignore": without one this comment does not count.');
    const unknown = comment.rules.find((rule) => !ruleIds.has(rule));
    if (unknown !== undefined)
      return say('ignore-unknown-rule', `There is no rule "${unknown}". "weighbridge rules" lists them all.`);
    if (comment.reason === '')
      return say('ignore-no-reason', 'Say why, after "--": without a reason this comment does not count.');
    if (comment.until !== undefined && !isDay(comment.until))
      return say(
        'ignore-until',
        'After "until" comes a day such as 2027-01-31; this comment does not count until it does.',
      );
    if (isExpired(comment, today))
      return say('ignore-expired', `This comment counted until ${comment.until}, so the finding is shown again.`);
    return isUsed ? [] : say('ignore-unused', 'Nothing is found here any more, so this comment can go.');
  }
}

/** Whether something with an optional last day is past it. */
export function isExpired({ until }: { readonly until?: string }, today: string): boolean {
  return until !== undefined && until < today;
}

function counts(ignore: { readonly reason: string; readonly until?: string }, today: string): boolean {
  return ignore.reason !== '' && (ignore.until === undefined || isDay(ignore.until)) && !isExpired(ignore, today);
}

/** `# weighbridge: ignore RULE[, RULE] [until YYYY-MM-DD] -- reason`, at the end of a line or on the line before. */
function ignoreComments(document: Document): readonly IgnoreComment[] {
  const { text, reading, lines } = document;
  if (!reading.comments || !text.includes('weighbridge:')) return [];
  const found: IgnoreComment[] = [];
  const targets = new Map<number, number>();
  const pattern = new RegExp(`${reading.comments}[ \\t]*weighbridge:[ \\t]*ignore\\b([^\\r\\n]*)`, 'g');
  for (const match of [...text.matchAll(pattern)].reverse()) {
    const [head = '', ...reason] = match[1]!.split('--');
    const [names = '', until] = head.split(/\buntil\b/);
    const line = lines.position(match.index).line;
    const standsAlone = text.slice(lines.line(line).start, match.index).trim() === '';
    if (standsAlone) targets.set(line, nextCodeLine(document, line, targets));
    found.push({
      rules: names.split(/[\s,]+/).filter(Boolean),
      reason: reason.join('--').trim(),
      ...(until !== undefined && { until: until.trim() }),
      line: targets.get(line) ?? line,
      start: match.index,
      end: match.index + match[0].trimEnd().length,
    });
  }
  return found.reverse();
}

/** The first line after a comment that is neither empty nor a comment itself; `known` has it for comments farther down. */
function nextCodeLine({ lines, text, reading }: Document, line: number, known: ReadonlyMap<number, number>): number {
  for (let next = line + 1; next < lines.count; next++) {
    const target = known.get(next);
    if (target !== undefined) return target;
    const { start, end } = lines.line(next);
    const code = text.slice(start, end).trim();
    if (code !== '' && !code.startsWith(reading.comments!)) return next;
  }
  return line;
}
