import { behaviourIn } from './behaviour';
import { Findings, TooCostly, type TemplateFinding } from './findings';
import { invisibleIn } from './invisible';
import { partsOf } from './lexer';
import { parseTemplate } from './parse';
import { isInside } from './python-names';
import { runTemplate } from './run';

const longestTemplate = 1 << 20;

/**
 * What a chat template does that a chat template should not, in the order of its places; nothing where nothing stands out.
 * The template is read and followed, never filled in.
 */
export function judgeTemplate(template: string): readonly TemplateFinding[] {
  const findings = new Findings();
  const text = template.slice(0, longestTemplate);
  if (template.length > longestTemplate)
    findings.add(notFollowed('too-long', longestTemplate, template.length, 'is longer than a million characters'));
  const body = parseTemplate(text);
  try {
    runTemplate(text, body, findings);
  } catch (error) {
    if (!(error instanceof TooCostly) && !isOutOfStack(error)) throw error;
    findings.add(notFollowed('too-costly', 0, text.length, 'takes more steps than are followed here'));
    namesIn(text, findings);
  }
  for (const found of [...behaviourIn(text, body), ...invisibleIn(text)]) findings.add(found);
  return findings.all;
}

function notFollowed(code: string, start: number, end: number, why: string): TemplateFinding {
  const advice = 'What it does was not followed to its end.';
  return { code, verdict: 'unknown', says: `The chat template ${why}.`, advice, found: '', start, end };
}

/** Where the template is not followed, at least the names in it are looked at. */
function namesIn(text: string, findings: Findings): void {
  for (const part of partsOf(text)) {
    if (part.kind === 'data') continue;
    for (const token of part.tokens)
      if (token.kind !== 'number' && isInside(token.text)) findings.reach(token, token.text);
  }
}

/** Macros, blocks and expressions nest within bounds, but all three within one another may be too deep. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof RangeError;
}
