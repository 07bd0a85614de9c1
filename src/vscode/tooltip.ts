import * as vscode from 'vscode';
import { commands } from '../lsp/protocol';
import type { Overview, ViewComponent, ViewFinding } from '../panel/messages';
import { calendarDate } from '../panel/when';
import { escapeMarkdown } from './escape-markdown';

const mostFindings = 5;
const longestText = 120;
const longestMessage = 300;

/** Name and version, where it is declared, its findings with their fixes. Texts from files are never read as Markdown. */
export function componentTooltip(component: ViewComponent, overview: Overview | undefined): vscode.MarkdownString {
  const { name, version, requested, license, places, findings } = component;
  const facts = [places[0]?.label, license ?? 'license not known'].filter((fact) => fact !== undefined);
  const isDated = overview !== undefined && findings.some(({ rule }) => isAdvisory(rule));
  return tooltip([
    `**${show(`${name} ${version ?? requested ?? ''}`.trim(), longestText)}**  \n${show(facts.join(' · '), longestText)}`,
    ...(findings.length > 0 ? ['---'] : []),
    ...findings.slice(0, mostFindings).map(findingText),
    ...(isDated ? [`Advisories as of ${show(calendarDate(overview.advisories.asOf), longestText)}`] : []),
  ]);
}

export function findingTooltip(finding: ViewFinding): vscode.MarkdownString {
  return tooltip([findingText(finding)]);
}

function findingText(finding: ViewFinding): string {
  const { severity, message, fix, rule } = finding;
  const actions = [
    ...(fix !== undefined && vscode.workspace.isTrusted ? [commandLink(fix, 'weighbridge.applyFix', finding)] : []),
    commandLink('Why', commands.explain, rule),
  ];
  return `$(${severity}) ${show(message, longestMessage)}  \n${actions.join(' · ')}`;
}

function tooltip(paragraphs: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(paragraphs.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: ['weighbridge.applyFix', commands.explain] };
  return markdown;
}

function commandLink(label: string, command: string, argument: unknown): string {
  const given = encodeURIComponent(JSON.stringify([argument]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `[${show(label, longestText)}](command:${command}?${given})`;
}

function show(text: string, longest: number): string {
  return escapeMarkdown(text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);
}

function isAdvisory(rule: string): boolean {
  return rule === 'dependency/vulnerable' || rule === 'dependency/malicious';
}
