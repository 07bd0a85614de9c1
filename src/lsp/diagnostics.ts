import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Judgement } from '../check/judgement';
import type { Finding, FindingTag, Problem, Severity } from '../domain/finding';
import { uriOf } from './uri';

export const source = 'weighbridge';

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const tagOf: Readonly<Record<FindingTag, DiagnosticTag>> = { deprecated: DiagnosticTag.Deprecated };

/** What an editor shows of a judgement. `pageOf` gives the URI of a rule's page. */
export function diagnosticsOf(
  { findings, problems }: Judgement,
  pageOf: (rule: string) => string | undefined,
): Diagnostic[] {
  return [...findings.map((finding) => ofFinding(finding, pageOf(finding.rule))), ...problems.map(ofProblem)];
}

function ofFinding({ rule, severity, range, message, tag, related }: Finding, page: string | undefined): Diagnostic {
  return {
    source,
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    severity: severityOf[severity],
    range,
    message,
    ...(tag && { tags: [tagOf[tag]] }),
    relatedInformation: related.map((other) => ({
      location: { uri: uriOf(other.path), range: other.range },
      message: other.message,
    })),
  };
}

function ofProblem({ code, range, message }: Problem): Diagnostic {
  return { source, code, severity: DiagnosticSeverity.Information, range, message };
}
