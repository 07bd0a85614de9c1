import * as vscode from 'vscode';
import { registerCheck } from './check';
import { registerContext } from './context';
import { registerCopyCommand } from './copy-command';
import { registerCopyDebugInformation } from './debug-information';
import { registerExplainPath } from './explain-path';
import { registerInspect } from './inspect';
import { registerGenerateMbom } from './mbom';
import { watchNewFolders } from './new-folders';
import { panelId, registerPanel } from './panel-view';
import { registerRulePage } from './rule-page';
import { Server, type ServerState } from './server';
import { registerStatusBar } from './status-bar';
import { Store } from './store';
import { registerSuppress } from './suppress';
import { registerTree } from './tree-view';
import { registerUpdate } from './update';

/** What the tests may ask of the running extension. */
export interface WeighbridgeApi {
  /** How long `activate` took. */
  readonly activationMilliseconds: number;
  /** Settles when the language server runs, or has failed to start. */
  readonly ready: Promise<ServerState>;
}

let running: Server | undefined;

/** Registers everything, which is cheap; the language server starts afterwards by itself. */
export function activate(context: vscode.ExtensionContext): WeighbridgeApi {
  const begun = performance.now();
  const log = vscode.window.createOutputChannel('Weighbridge', { log: true });
  const server = new Server(context.extensionUri, log);
  const store = new Store(server, log);
  running = server;
  context.subscriptions.push(
    log,
    store,
    server,
    registerContext(server, store),
    registerTree(store),
    registerPanel(context.extensionUri, store),
    registerStatusBar(store),
    registerCheck(server, store),
    registerGenerateMbom(server, store),
    registerSuppress(server),
    registerRulePage(server),
    registerInspect(server),
    registerCopyCommand(),
    registerExplainPath(server, store),
    registerUpdate(server, log),
    registerCopyDebugInformation(context, server, store),
    watchNewFolders((files) => void (files === undefined ? store.check() : server.reportNew(files))),
    vscode.commands.registerCommand('weighbridge.showPanel', () => vscode.commands.executeCommand(`${panelId}.focus`)),
    vscode.commands.registerCommand('weighbridge.showLog', () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => isEnabled() && server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('weighbridge.enable')) void (isEnabled() ? server.start() : server.stop());
    }),
  );
  const ready = new Promise<void>((resolve) => setImmediate(resolve))
    .then(() => (isEnabled() ? server.start() : undefined))
    .then(() => server.state);
  return { activationMilliseconds: performance.now() - begun, ready };
}

/** Lets the language server end before the editor does. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}

function isEnabled(): boolean {
  return vscode.workspace.getConfiguration('weighbridge').get('enable', true);
}
