import type { Document } from '../domain/document';
import type { Finding, Severity } from '../domain/finding';
import type { Knowledge } from '../domain/knowledge';
import type { Rule } from '../rules/rule';
import { plain } from '../text/plain';

/** Lets every rule look at a document. `levelOf` gives what the policy says of a rule, if it says anything. */
export function checkDocument(
  document: Document,
  rules: readonly Rule[],
  known: Knowledge,
  levelOf: (rule: string) => Severity | 'off' | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (!rule.reads.includes(document.kind)) continue;
    const level = levelOf(rule.id);
    if (level === 'off') continue;
    rule.check(document, {
      known,
      report(where, key, data, { subject, related = [], fixes = [], commands = [] } = {}) {
        const message = rule.messages[key]!;
        const { text, severity } = typeof message === 'string' ? { text: message, severity: rule.severity } : message;
        findings.push({
          rule: rule.id,
          severity: level ?? severity,
          path: document.path,
          range: document.lines.range(where),
          message: fill(text, data),
          ...(subject !== undefined && { subject }),
          data,
          ...(rule.tag && { tag: rule.tag }),
          related,
          fixes,
          ...(commands.length > 0 && { commands }),
        });
      },
    });
  }
  return withoutRepeats(findings).sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

/** A constant that two calls load is one place, and one thing to say. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, range, message }) => {
    const key = JSON.stringify([rule, range, message]);
    return !seen.has(key) && seen.add(key);
  });
}

const longestValue = 240;

/** Fills `{name}` with what the report gives. Values come from files, so they are cut, and control and direction characters are spelled out. */
function fill(template: string, data: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shown(data[name])).trimEnd();
}

function shown(value: unknown): string {
  const text = plain(typeof value === 'string' ? value : '');
  return text.length > longestValue ? `${text.slice(0, longestValue).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
