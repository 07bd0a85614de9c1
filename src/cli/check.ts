import path from 'node:path';
import { partsOf } from '../domain/component';
import { severities } from '../domain/finding';
import type { Finding, Severity } from '../domain/finding';
import { githubReport } from '../report/github';
import { fingerprint, jsonReport } from '../report/json';
import { markdownReport } from '../report/markdown';
import type { CheckReport } from '../report/report';
import { sarifReport } from '../report/sarif';
import { textReport } from '../report/text';
import { rules } from '../rules';
import type { Session } from '../session';
import { tool } from '../tool';
import { readBaseline } from './baseline';
import { choice, parsed, UsageError } from './command';
import type { Command } from './command';
import { deliver, openWorkspace } from './workspace';

/** `weighbridge check`: the findings. */
export const check: Command = {
  name: 'check',
  usage:
    'check [PATH…] [--format text|json|sarif|github|markdown] [--output FILE] [--fail-on error|warning|info|never] [--rule ID=SEVERITY]… [--baseline FILE] [--online]',
  does: 'Checks a folder, or single files, and prints what it finds.',
  async run(words) {
    const { values, positionals } = parsed(words, {
      format: { type: 'string' },
      output: { type: 'string' },
      'fail-on': { type: 'string' },
      rule: { type: 'string', multiple: true },
      baseline: { type: 'string' },
      online: { type: 'boolean' },
    });
    const format = choice('--format', values.format, ['text', 'json', 'sarif', 'github', 'markdown']);
    const failOn = choice('--fail-on', values['fail-on'], ['error', 'warning', 'info', 'never']);
    const levels = levelsFrom(values.rule ?? []);

    const { session, host, root } = await openWorkspace(positionals, values.online ? { online: true } : {});
    const known = values.baseline === undefined ? new Set<string>() : await readBaseline(host, values.baseline);
    const report = reportOf(session, root, levels, known);
    const failed = await deliver(host, values.output, written(report));
    if (failed > 0) return failed;
    return failOn !== 'never' && report.findings.some(({ severity }) => reaches(severity, failOn)) ? 1 : 0;

    function written(result: CheckReport): string {
      switch (format) {
        case 'text':
          return textReport(result);
        case 'json':
          return jsonReport(result, (file, offset) => session.document(file)!.lines.position(offset));
        case 'sarif':
          return sarifReport(result, rules);
        case 'github':
          return githubReport(result);
        case 'markdown':
          return markdownReport(result);
      }
    }
  },
};

function reportOf(
  session: Session,
  root: string,
  levels: ReadonlyMap<string, Severity | 'off'>,
  baseline: ReadonlySet<string>,
): CheckReport {
  const judged = session.judgements.filter(([file]) => session.covers(file)).map(([, judgement]) => judgement);
  const relative = (file: string): string => session.relative(file);
  const all = judged.flatMap(({ findings }) => findings).flatMap((finding) => leveled(finding, levels));
  const findings = all.filter((finding) => !baseline.has(fingerprint(finding, relative)));
  const suppressed = judged.reduce((sum, one) => sum + one.suppressed.length, all.length - findings.length);
  const counts = Object.fromEntries(
    severities.map((level) => [level, findings.filter(({ severity }) => severity === level).length]),
  );
  const files = new Set(session.documents.map(({ path: file }) => file).filter((file) => session.covers(file)));
  const names = new Set([...files].map(relative));
  const components = session.graph.components.filter(({ places }) => places.some(({ file }) => names.has(file)));
  const { asOf, count } = session.snapshot.advisories;
  return {
    tool,
    root: path.resolve(root),
    advisories: { asOf, count },
    maliciousReports: session.snapshot.malicious.count,
    summary: {
      files: files.size,
      components: partsOf(components).length,
      ...(counts as Record<Severity, number>),
      suppressed,
    },
    findings,
    problems: judged.flatMap(({ problems }) => problems),
    relative,
  };
}

function leveled(finding: Finding, levels: ReadonlyMap<string, Severity | 'off'>): readonly Finding[] {
  const level = levels.get(finding.rule);
  if (level === 'off') return [];
  return [level === undefined ? finding : { ...finding, severity: level }];
}

/** `--rule dependency/unpinned=off`: has the last word, after the policy. */
function levelsFrom(given: readonly string[]): ReadonlyMap<string, Severity | 'off'> {
  return new Map(
    given.map((text) => {
      const [id = '', level = ''] = text.split('=');
      if (!rules.some((rule) => rule.id === id)) throw new UsageError(`there is no rule "${id}".`);
      return [id, choice('--rule ID=SEVERITY', level, ['off', 'info', 'warning', 'error'])] as const;
    }),
  );
}

function reaches(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
