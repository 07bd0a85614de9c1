import * as vscode from 'vscode';
import { commands, suppressMethod, type SuppressParams, type SuppressResult } from '../lsp/protocol';
import type { Server } from './server';

const longestReason = 500;

/** Silences a finding where it stands. A reason is asked for and written down with it. */
export function registerSuppress(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(commands.suppress, async (target: unknown, reason?: unknown) => {
    if (!isTarget(target)) return;
    const given = typeof reason === 'string' ? reason : await askReason(target.rule);
    if (given === undefined || complaint(given) !== undefined) return;
    const parameters: SuppressParams = { uri: target.uri, rule: target.rule, line: target.line, reason: given.trim() };
    const { edit } = await server.request<SuppressResult>(suppressMethod, parameters);
    await vscode.workspace.applyEdit(await server.workspaceEdit(edit));
  });
}

async function askReason(rule: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: `Ignore ${rule} here`,
    prompt: 'Why is it right to ignore this? The reason is written beside it.',
    placeHolder: 'internal model, reviewed by the platform team',
    ignoreFocusOut: true,
    validateInput: complaint,
  });
}

/** What is wrong with a reason. */
function complaint(reason: string): string | undefined {
  if (reason.trim() === '') return 'A reason is needed: whoever reads this later has nothing else to go by.';
  if (/[\r\n]/.test(reason)) return 'The reason has to fit on one line.';
  if (reason.length > longestReason) return `The reason may be ${longestReason} characters long.`;
  return undefined;
}

function isTarget(value: unknown): value is Omit<SuppressParams, 'reason'> {
  const { uri, rule, line } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof uri === 'string' && typeof rule === 'string' && typeof line === 'number';
}
