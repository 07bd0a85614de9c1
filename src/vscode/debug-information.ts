import * as vscode from 'vscode';
import { kinds } from '../panel/summary';
import type { Server } from './server';
import type { Store } from './store';

/** *Copy Debug Information*: versions, counts and settings. Never contents, names or paths. */
export function registerCopyDebugInformation(
  context: vscode.ExtensionContext,
  server: Server,
  store: Store,
): vscode.Disposable {
  return vscode.commands.registerCommand('weighbridge.copyDebugInformation', async () => {
    const text = JSON.stringify(debugInformation(context, server, store), null, 2);
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage('Debug information copied', 3000);
    return text;
  });
}

function debugInformation(context: vscode.ExtensionContext, server: Server, store: Store): unknown {
  const { overview, failure } = store;
  const { version } = context.extension.packageJSON as { readonly version: string };
  return {
    weighbridge: version,
    editor: `${vscode.env.appName} ${vscode.version}`,
    remote: vscode.env.remoteName !== undefined,
    system: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
    server: server.state,
    failure,
    trusted: vscode.workspace.isTrusted,
    folders: vscode.workspace.workspaceFolders?.length ?? 0,
    schemes: [...new Set(vscode.workspace.workspaceFolders?.map((folder) => folder.uri.scheme))],
    settings: { enable: vscode.workspace.getConfiguration('weighbridge').get('enable') },
    state: overview?.state,
    checkedAt: overview?.checkedAt,
    advisories: overview?.advisories,
    network: overview?.network,
    counts: overview?.counts,
    unreadable: overview?.problems.length,
    kinds: Object.fromEntries(
      kinds.map(({ kind }) => [kind, overview?.components.filter((component) => component.kind === kind).length]),
    ),
  };
}
