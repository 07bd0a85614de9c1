import { posix } from 'node:path';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Command, Diagnostic, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Component } from '../domain/component';
import { editsTogether } from '../domain/finding';
import type { FileEdit, Finding, Fix } from '../domain/finding';
import { pathsFromProject } from '../domain/paths';
import type { Session } from '../session';
import { plain } from '../text/plain';
import { componentAt } from './component-at';
import { source } from './diagnostics';
import { commands } from './protocol';
import type { SuppressParams } from './protocol';
import { suppression } from './suppression';
import { uriOf } from './uri';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.weighbridge`;

export interface CodeActionRequest {
  readonly path: string;
  readonly range: Range;
  /** The diagnostics that the editor shows there; a fix is tied to its own. */
  readonly diagnostics: readonly Diagnostic[];
  /** The kinds asked for; all where absent. */
  readonly only: readonly string[] | undefined;
  /** Whether the client carries out our commands. */
  readonly hasCommands: boolean;
}

/** The fixes at a place, best first; then the same for all of a rule; then ways to live with a finding. */
export function codeActions(session: Session, request: CodeActionRequest): CodeAction[] {
  const { path, range, only } = request;
  const findings = session.judgement(path)?.findings ?? [];
  const actions: CodeAction[] = [];
  if (isAsked(CodeActionKind.QuickFix, only)) {
    for (const finding of findings)
      if (touches(finding.range, range)) actions.push(...quickFixes(session, finding, findings, request));
  }
  if (isAsked(fixAllKind, only)) actions.push(...fixAll(session, findings));
  return actions;
}

/** A kind is asked for by itself or by one above it; without a wish, only what is meant for the light bulb. */
function isAsked(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return !kind.startsWith(CodeActionKind.Source);
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

function quickFixes(
  session: Session,
  finding: Finding,
  all: readonly Finding[],
  request: CodeActionRequest,
): CodeAction[] {
  const diagnostics = request.diagnostics.filter(
    (one) => one.source === source && one.code === finding.rule && sameRange(one.range, finding.range),
  );
  const make = (title: string, rest: Partial<CodeAction>): CodeAction => ({
    title: plain(title),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...rest,
  });
  const actions = finding.fixes.map((fix, at) =>
    make(fix.title, { edit: workspaceEdit(session, fix.edits), isPreferred: at === 0 && isSafe(fix) }),
  );

  const sameRule = all.filter(({ rule, fixes }) => rule === finding.rule && fixes.some(isSafe));
  if (finding.fixes.some(isSafe) && sameRule.length > 1) {
    const edits = editsTogether(safeFixes(sameRule));
    actions.push(
      make(`Fix all ${sameRule.length} findings of ${finding.rule} in this file`, {
        edit: workspaceEdit(session, edits),
      }),
    );
  }
  if (request.hasCommands)
    actions.push(...commandsFor(session, finding).map((command) => make(command.title, { command })));
  const where: Omit<SuppressParams, 'reason'> = {
    uri: uriOf(finding.path),
    rule: finding.rule,
    line: finding.range.start.line,
  };
  if (request.hasCommands) {
    const ignore = `Ignore ${finding.rule} here, with a reason…`;
    actions.push(make(ignore, { command: { title: ignore, command: commands.suppress, arguments: [where] } }));
    const explain = `Explain ${finding.rule}`;
    actions.push(make(explain, { command: { title: explain, command: commands.explain, arguments: [finding.rule] } }));
    const component = broughtIn(session, finding);
    if (component) {
      const path = `Explain why ${component.name} is here…`;
      actions.push(make(path, { command: { title: path, command: commands.explainPath, arguments: [component.id] } }));
    }
  } else {
    const edit = suppression(session, finding.path, where.line, finding.rule, '');
    if (edit) actions.push(make(`Ignore ${finding.rule} here (add the reason)`, { edit }));
  }
  return actions;
}

/** Command lines to copy, and a look into the weight file that a text names. */
function commandsFor(session: Session, { related, commands: lines = [] }: Finding): Command[] {
  const copies = lines.map(({ title, line, folder }) => ({
    title: `${title} (copy the command)`,
    command: commands.copyCommand,
    arguments: [line, uriOf(folder)],
  }));
  const file = related.find(({ path }) => session.document(path)?.reading.weights);
  if (!file) return copies;
  const name = posix.basename(file.path);
  return [...copies, { title: `Inspect ${name}`, command: commands.inspect, arguments: [uriOf(file.path)] }];
}

/** The component that a finding is about, if something else brings it in. */
function broughtIn(session: Session, { path, range }: Finding): Component | undefined {
  const component = componentAt(session, path, range.start)?.component;
  const way = component && pathsFromProject(session.graph).get(component.id);
  return way !== undefined && way.length > 0 ? component : undefined;
}

function fixAll(session: Session, findings: readonly Finding[]): CodeAction[] {
  const safe = safeFixes(findings);
  if (safe.length === 0) return [];
  return [
    {
      title: 'Apply all safe fixes of Weighbridge',
      kind: fixAllKind,
      edit: workspaceEdit(session, editsTogether(safe)),
    },
  ];
}

/** One a finding: what is not safe is applied one by one. */
function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  return findings.flatMap(({ fixes }) => fixes.find(isSafe) ?? []);
}

function isSafe({ safety }: Fix): boolean {
  return safety === 'safe';
}

function workspaceEdit(session: Session, edits: readonly FileEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, start, end, newText } of edits) {
    const document = session.document(path);
    if (document) (changes[uriOf(path)] ??= []).push({ range: document.lines.range({ start, end }), newText });
  }
  return { changes };
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function sameRange(a: Range, b: Range): boolean {
  return (
    !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end)
  );
}
