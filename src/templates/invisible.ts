import type { TemplateFinding } from './findings';

/** Characters that nobody sees, and what they are for where they are not meant to hide something. */
const unseen =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e\u3164\uffa0\u115f\u1160]+|[\u{e0000}-\u{e007f}]+|[\u{e0100}-\u{e01ef}]+|[\ufe00-\ufe0f]{2,}/gu;
const flag = '\u{1f3f4}';
const bidi = /[\u202a-\u202e\u2066-\u2069]/;
const longestInnocent = 3;

/** Runs of invisible characters by which a template says something that is not seen, or looks other than it is. */
export function invisibleIn(template: string): readonly TemplateFinding[] {
  const found: TemplateFinding[] = [];
  for (const { 0: run, index: start } of template.matchAll(unseen)) {
    const end = start + run.length;
    const why = reason(run, template.slice(Math.max(0, start - 2), start), template.slice(end, end + 1), start);
    if (why === undefined) continue;
    const codes = [...run]
      .slice(0, 4)
      .map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
    found.push({
      code: 'invisible',
      verdict: 'suspicious',
      says: `The chat template holds invisible characters here (${codes.join(', ')}${run.length > 4 ? ', …' : ''}).`,
      advice: `They ${why}. Look at it in an editor that shows them.`,
      found: codes.join(' '),
      start,
      end,
    });
    if (found.length === 5) break;
  }
  return found;
}

/** Why a run is suspicious; undefined where it may be honest, such as joiners within emoji and in scripts that need them. */
function reason(run: string, before: string, after: string, start: number): string | undefined {
  if (bidi.test(run)) return 'change the order in which text is shown';
  if (/[\u{e0000}-\u{e007f}]/u.test(run))
    return before.endsWith(flag) ? undefined : 'spell a text that people do not see and models read';
  if ([...run].length > longestInnocent) return 'can spell a text that people do not see';
  if (start > 0 && /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after))
    return 'break a word up for those who search for it';
  return undefined;
}
