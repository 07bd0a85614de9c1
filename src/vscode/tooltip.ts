import * as vscode from 'vscode';
import { commands } from '../lsp/protocol';
import type { Overview, ViewComponent, ViewFinding } from '../panel/messages';
import { calendarDate } from '../panel/when';

const mostFindings = 5;
const longestText = 120;
const longestMessage = 300;

/** Name and version, where it is declared, its findings with their fixes. Texts from files are never read as Markdown. */
export function componentTooltip(component: ViewComponent, overview: Overview | undefined): vscode.MarkdownString {
  const markdown = emptyTooltip();
  const version = component.version ?? component.requested ?? '';
  markdown
    .appendMarkdown('**')
    .appendText(cut(`${component.name} ${version}`.trim(), longestText))
    .appendMarkdown('**  \n');
  const facts = [component.places[0]?.label, component.license ?? 'license not known'].filter(
    (fact) => fact !== undefined,
  );
  markdown.appendText(cut(facts.join(' · '), longestText));
  if (component.findings.length > 0) markdown.appendMarkdown('\n\n---\n\n');
  for (const finding of component.findings.slice(0, mostFindings)) appendFinding(markdown, finding);
  if (overview !== undefined && component.findings.some(({ rule }) => isAdvisory(rule))) {
    markdown.appendText(`Advisories as of ${calendarDate(overview.advisories.asOf)}`);
  }
  return markdown;
}

export function findingTooltip(finding: ViewFinding): vscode.MarkdownString {
  const markdown = emptyTooltip();
  appendFinding(markdown, finding);
  return markdown;
}

function appendFinding(markdown: vscode.MarkdownString, finding: ViewFinding): void {
  markdown
    .appendMarkdown(`$(${finding.severity}) `)
    .appendText(cut(finding.message, longestMessage))
    .appendMarkdown('  \n');
  if (finding.fix !== undefined && vscode.workspace.isTrusted) {
    markdown.appendMarkdown('[').appendText(cut(finding.fix, longestText));
    markdown.appendMarkdown(`](${commandLink('weighbridge.applyFix', finding)}) · `);
  }
  markdown.appendMarkdown(`[Why](${commandLink(commands.explain, finding.rule)})\n\n`);
}

function emptyTooltip(): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: ['weighbridge.applyFix', commands.explain] };
  return markdown;
}

function commandLink(command: string, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')}`;
}

function isAdvisory(rule: string): boolean {
  return rule === 'dependency/vulnerable' || rule === 'dependency/malicious';
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
