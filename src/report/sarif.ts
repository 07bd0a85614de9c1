import type { Finding, Severity } from '../domain/finding';
import type { RuleMeta } from '../rules/rule';
import type { Range } from '../text/place';
import { fingerprint } from './json';
import { plainJson } from './plain-json';
import type { CheckReport } from './report';

const levelOf: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, which code scanning services read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarifReport(report: CheckReport, rules: readonly RuleMeta[]): string {
  const { tool, advisories, findings, problems, relative } = report;
  const driver = {
    name: tool.name,
    version: tool.version,
    rules: rules.map(({ id, title, severity }) => ({
      id,
      shortDescription: { text: title },
      defaultConfiguration: { level: levelOf[severity] },
    })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    properties: { advisories },
    results: findings.map((finding) => result(finding)),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: problems.map(({ path, range, code, message }) => ({
          level: 'note',
          descriptor: { id: code },
          message: { text: message },
          locations: [location(path, range)],
        })),
      },
    ],
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return plainJson(log);

  function result(finding: Finding): unknown {
    return {
      ruleId: finding.rule,
      level: levelOf[finding.severity],
      message: { text: finding.message },
      locations: [location(finding.path, finding.range)],
      relatedLocations: finding.related.map(({ path, range, message }, at) => ({
        id: at,
        message: { text: message },
        ...location(path, range),
      })),
      partialFingerprints: { 'weighbridge/v1': fingerprint(finding, relative) },
    };
  }

  function location(path: string, { start, end }: Range) {
    return {
      physicalLocation: {
        artifactLocation: { uri: relative(path).split('/').map(uriPart).join('/') },
        region: {
          startLine: start.line + 1,
          startColumn: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
        },
      },
    };
  }
}

/** Half characters, which no URI can hold, become U+FFFD. */
function uriPart(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\uFFFD'));
}
