import * as vscode from 'vscode';
import type { ViewFinding } from '../panel/messages';
import { openPlace, rangeOf } from './places';

/** A document that was just opened may be judged a moment later. */
const attempts = 5;
const pause = 200;

/**
 * Applies the fix that a finding names: shows its place, asks the server for the code actions there and applies the one with that title.
 * False where it is not offered any more.
 */
export async function applyFix(finding: ViewFinding): Promise<boolean> {
  if (finding.fix === undefined || !vscode.workspace.isTrusted) return false;
  const uri = vscode.Uri.parse(finding.place.uri);
  await vscode.workspace.openTextDocument(uri);
  await openPlace(finding.place);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const action = await findAction(uri, finding);
    if (action !== undefined) return carryOut(action);
    if (attempt < attempts) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  void vscode.window.showInformationMessage(
    `“${finding.fix}” is not offered any more: ${finding.place.label} has changed since it was checked.`,
  );
  return false;
}

async function findAction(uri: vscode.Uri, finding: ViewFinding): Promise<vscode.CodeAction | undefined> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    uri,
    rangeOf(finding.place),
    vscode.CodeActionKind.QuickFix.value,
    20, // so many are resolved: edits may be made only then
  );
  return actions?.find((action) => action.title === finding.fix);
}

async function carryOut({ edit, command }: vscode.CodeAction): Promise<boolean> {
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) return false;
  if (command !== undefined)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  return true;
}
