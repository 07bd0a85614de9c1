import * as vscode from 'vscode';
import type { Server } from './server';
import type { Store } from './store';

/** Keeps the context key `weighbridge.state`, on which the welcome texts of the tree depend (see `viewsWelcome`). */
export function registerContext(server: Server, store: Store): vscode.Disposable {
  const show = (): void =>
    void vscode.commands.executeCommand('setContext', 'weighbridge.state', stateOf(server, store));
  show();
  return vscode.Disposable.from(store.onDidChange(show));
}

function stateOf(server: Server, { overview, failure }: Store): 'off' | 'failed' | 'checking' | 'ready' {
  if (server.state === 'off' || server.state === 'failed') return server.state;
  if (overview === undefined && failure !== undefined) return 'failed';
  return overview === undefined || overview.state === 'checking' || overview.checkedAt === undefined
    ? 'checking'
    : 'ready';
}
