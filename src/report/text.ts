import { posix } from 'node:path';
import type { Finding, Problem } from '../domain/finding';
import { plain } from '../text/plain';
import { counted } from './report';
import type { CheckReport } from './report';

/** For people at a terminal: findings by file, problems, and a last line that counts. */
export function textReport({
  findings,
  problems,
  summary,
  root,
  relative,
  advisories,
  maliciousReports,
}: CheckReport): string {
  const lines: string[] = [];
  const files = [...new Set([...findings, ...problems].map(({ path }) => path))];
  for (const path of files) {
    lines.push(plain(relative(path)));
    for (const finding of findings) if (finding.path === path) lines.push(...asText(finding));
    for (const problem of problems) if (problem.path === path) lines.push(problemText(problem));
    lines.push('');
  }
  const found = findings.length === 0 ? 'No findings' : `${counted(findings.length, 'finding')}: ${severities()}`;
  const hidden = summary.suppressed > 0 ? `, ${summary.suppressed} suppressed` : '';
  lines.push(`${found}${hidden}; ${counted(summary.components, 'component')} in ${counted(summary.files, 'file')}.`);
  lines.push(
    `Advisories as of ${advisories.asOf} (${advisories.count}), malicious packages (${maliciousReports} reports).`,
  );
  return lines.join('\n') + '\n';

  function severities(): string {
    return `${counted(summary.error, 'error')}, ${counted(summary.warning, 'warning')}, ${summary.info} info`;
  }

  function asText({ severity, message, rule, range, related, fixes, commands = [] }: Finding): string[] {
    return [
      `  ${place(range.start)}  ${severity.padEnd(7)}  ${plain(message)}  ${rule}`,
      ...related.map(
        (other) =>
          `           ${plain(other.message)}: ${plain(relative(other.path))}:${place(other.range.start).trim()}`,
      ),
      ...fixes.map(({ title, safety }) => `           fix${safety === 'safe' ? '' : ' (suggested)'}: ${plain(title)}`),
      ...commands.map(({ line, folder }) => `           command${inFolder(folder)}: ${plain(line)}`),
    ];
  }

  function inFolder(folder: string): string {
    return folder === root ? '' : ` (in ${plain(posix.relative(root, folder))})`;
  }

  function problemText({ message, code, range }: Problem): string {
    return `  ${place(range.start)}  problem  ${plain(message)}  ${code}`;
  }
}

/** 1-based, as editors count. */
function place({ line, character }: { line: number; character: number }): string {
  return `${line + 1}:${character + 1}`.padEnd(7);
}
