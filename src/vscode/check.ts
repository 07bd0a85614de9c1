import * as vscode from 'vscode';
import type { Overview } from '../panel/messages';
import { treeId } from './tree-view';
import type { Server } from './server';
import type { Store } from './store';

/** *Check Workspace*, with progress in the tree's view for as long as a check runs, whoever asked for it. */
export function registerCheck(server: Server, store: Store): vscode.Disposable {
  let ended: (() => void) | undefined;
  const showProgress = (): void => {
    const checking =
      server.state === 'starting' || (server.state === 'running' && store.overview?.state === 'checking');
    if (!checking) {
      ended?.();
      ended = undefined;
    } else if (ended === undefined) {
      const end = new Promise<void>((resolve) => (ended = resolve));
      void vscode.window.withProgress({ location: { viewId: treeId } }, () => end);
    }
  };
  return vscode.Disposable.from(
    { dispose: () => ended?.() },
    store.onDidChange(showProgress),
    vscode.commands.registerCommand('weighbridge.checkWorkspace', () => check(store)),
  );
}

async function check(store: Store): Promise<Overview | undefined> {
  const overview = await store.check();
  if (overview === undefined) {
    void vscode.window
      .showWarningMessage(`${store.failure ?? 'Weighbridge is not running.'} The log says more.`, 'Show Log')
      .then((choice) => choice && vscode.commands.executeCommand('weighbridge.showLog'));
  }
  return overview;
}
