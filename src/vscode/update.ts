import * as vscode from 'vscode';
import { updateMethod, updateProgressMethod } from '../lsp/protocol';
import type { UpdateProgress, UpdateResult } from '../lsp/protocol';
import type { Server } from './server';

/** *Update Advisories*: asks the server to, with a bar that can be cancelled. It is the user's word that allows the network for it. */
export function registerUpdate(server: Server, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('weighbridge.updateAdvisories', () =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Updating advisories', cancellable: true },
      (progress, token) => update(server, log, progress, token),
    ),
  );
}

async function update(
  server: Server,
  log: vscode.LogOutputChannel,
  progress: vscode.Progress<{ message: string; increment: number }>,
  token: vscode.CancellationToken,
): Promise<void> {
  let shown = 0;
  const listening = server.onNotification(updateProgressMethod, ({ message, percent }: UpdateProgress) => {
    progress.report({ message, increment: Math.max(0, percent - shown) });
    shown = Math.max(shown, percent);
  });
  try {
    const { done, message } = await server.request<UpdateResult>(updateMethod, {}, token);
    const show = done ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    if (done || !token.isCancellationRequested) void show(message);
  } catch (error) {
    if (token.isCancellationRequested) return;
    log.error(`The advisories were not updated: ${String(error)}`);
    void vscode.window.showWarningMessage('The advisories were not updated. The log says more.');
  } finally {
    listening.dispose();
  }
}
