import { plain } from '../text/plain';
import { counted } from './report';
import type { CheckReport } from './report';

/** A table for a pull request or a wiki page. */
export function markdownReport({ findings, problems, summary, relative, advisories }: CheckReport): string {
  const lines = [
    '# Weighbridge',
    '',
    `${counted(summary.error, 'error')}, ${counted(summary.warning, 'warning')}, ${summary.info} info in ${counted(summary.components, 'component')} and ${counted(summary.files, 'file')}. Advisories as of ${advisories.asOf}.`,
    '',
  ];
  if (findings.length > 0) lines.push('| Severity | Place | Finding | Rule |', '| --- | --- | --- | --- |');
  for (const { severity, path, range, message, rule } of findings) {
    lines.push(
      `| ${severity} | ${cell(`${relative(path)}:${range.start.line + 1}`)} | ${cell(message)} | \`${rule}\` |`,
    );
  }
  if (problems.length > 0) lines.push('', '## Could not be read', '');
  for (const { path, message, range } of problems) {
    lines.push(`- ${cell(`${relative(path)}:${range.start.line + 1}`)}: ${cell(message)}`);
  }
  return lines.join('\n').trimEnd() + '\n';
}

/** Text from files must not become markup. */
function cell(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]<>()#|!~]/g, '\\$&');
}
