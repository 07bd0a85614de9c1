import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { commands } from '../lsp/protocol';
import type { HostMessage, Overview, PanelMessage } from '../panel/messages';
import { applyFix } from './fix';
import { readPanelMessage } from './panel-inbox';
import { panelPage } from './panel-page';
import { openPlace } from './places';
import type { Store } from './store';

export const panelId = 'weighbridge.panel';

/** The MBOM panel: gives the page its overview whenever that changes, and does what the page asks for. */
export function registerPanel(extensionUri: vscode.Uri, store: Store): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(panelId, {
    resolveWebviewView: (view) => {
      const assets = vscode.Uri.joinPath(extensionUri, 'dist');
      const asset = (name: string): string => view.webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
      view.webview.options = { enableScripts: true, localResourceRoots: [assets] };
      attach(view, store);
      view.webview.html = panelPage({
        script: asset('panel.js'),
        style: asset('panel.css'),
        cspSource: view.webview.cspSource,
        nonce: randomBytes(16).toString('base64'),
      });
    },
  });
}

function attach(view: vscode.WebviewView, store: Store): void {
  let given: Overview | undefined;
  const show = (): void => {
    if (!view.visible) return;
    given = store.overview ?? emptyOverview();
    const messages: HostMessage[] = [{ type: 'overview', overview: given, trusted: vscode.workspace.isTrusted }];
    if (store.failure !== undefined) messages.push({ type: 'failed', message: store.failure });
    for (const message of messages) void view.webview.postMessage(message);
  };
  const seen = (): void => {
    store.setShown(panelId, view.visible);
    show();
  };
  const watching = vscode.Disposable.from(
    store.onDidChange(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
    view.onDidChangeVisibility(seen),
    view.webview.onDidReceiveMessage((received: unknown) => {
      const message = readPanelMessage(received, given);
      if (message?.type === 'ready') show();
      else if (message !== undefined) void carryOut(message, store);
    }),
  );
  store.setShown(panelId, view.visible);
  view.onDidDispose(() => {
    watching.dispose();
    store.setShown(panelId, false);
  });
}

/** What to show before the server has answered for the first time. */
function emptyOverview(): Overview {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return {
    state: folders.length === 0 ? 'no-folder' : 'checking',
    name: vscode.workspace.name ?? '',
    counts: { error: 0, warning: 0, info: 0, files: 0, components: 0, suppressed: 0 },
    advisories: { asOf: '', count: 0 },
    network: 'off',
    components: [],
    otherFindings: [],
    problems: [],
  };
}

async function carryOut(message: Exclude<PanelMessage, { type: 'ready' }>, store: Store): Promise<unknown> {
  switch (message.type) {
    case 'open':
      return openPlace(message.place);
    case 'fix':
      return applyFix(message.finding);
    case 'explain':
      return vscode.commands.executeCommand(commands.explain, message.rule);
    case 'check':
      return store.check();
    case 'export':
      return vscode.commands.executeCommand('weighbridge.generateMbom');
    case 'open-folder':
      return vscode.commands.executeCommand('vscode.openFolder');
    case 'manage-trust':
      return vscode.commands.executeCommand('workbench.trust.manage');
  }
}
