import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Finding, Fix } from '../domain/finding';
import type { Position } from '../text/place';
import { plainJson } from './plain-json';
import type { CheckReport } from './report';

/** Turns an offset in a file's text into a position; edits are kept as offsets, the contract speaks of lines. */
export type PositionAt = (path: string, offset: number) => Position;

/** The form that other programs read. */
export function jsonReport(report: CheckReport, positionAt: PositionAt): string {
  const { tool, root, advisories, summary, relative } = report;
  const { files, components, error, warning, info, suppressed } = summary;
  const content = {
    tool,
    root,
    advisories,
    summary: { files, components, error, warning, info, suppressed },
    findings: report.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      file: relative(finding.path),
      range: finding.range,
      message: finding.message,
      subject: finding.subject,
      data: finding.data,
      related: finding.related.map(({ path, range, message }) => ({ file: relative(path), range, message })),
      fixes: finding.fixes.map((fix) => asJson(fix)),
      ...(finding.commands && {
        commands: finding.commands.map(({ title, line, folder }) => ({
          title,
          line,
          folder: posix.relative(root, folder) || '.',
        })),
      }),
      fingerprint: fingerprint(finding, relative),
    })),
    problems: report.problems.map(({ path, code, range, message }) => ({ file: relative(path), code, range, message })),
  };
  return plainJson(content);

  function asJson({ title, safety, edits }: Fix): unknown {
    return {
      title,
      safety,
      edits: edits.map(({ path, start, end, newText }) => ({
        file: relative(path),
        range: { start: positionAt(path, start), end: positionAt(path, end) },
        newText,
      })),
    };
  }
}

/** Hex SHA-256 of rule, subject and file: the same finding after lines have moved. */
export function fingerprint({ rule, subject, path }: Finding, relative: (path: string) => string): string {
  return createHash('sha256')
    .update([rule, subject ?? '', relative(path)].join('\n'))
    .digest('hex');
}
