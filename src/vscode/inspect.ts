import * as vscode from 'vscode';
import { commands, inspectMethod, type InspectParams, type InspectResult } from '../lsp/protocol';
import type { Server } from './server';

const scheme = 'weighbridge-weights';

/** *Inspect Weight File…*: what a file is and whether loading it can run code, as a Markdown preview of a document that stands in no file. */
export function registerInspect(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const reports: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => {
      const parameters: InspectParams = { uri: uri.query };
      return (await server.request<InspectResult>(inspectMethod, parameters)).markdown;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, reports),
    vscode.commands.registerCommand(commands.inspect, async (given: unknown) => {
      const file =
        typeof given === 'string' ? vscode.Uri.parse(given) : given instanceof vscode.Uri ? given : await pick();
      if (file === undefined) return;
      const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(steering, '\uFFFD');
      const report = vscode.Uri.from({ scheme, path: `/${name}.md`, query: file.toString() });
      changed.fire(report);
      await vscode.commands.executeCommand('markdown.showPreview', report);
    }),
  );
}

/** What would turn the title of the preview around. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

async function pick(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ canSelectMany: false, openLabel: 'Inspect' });
  return picked?.[0];
}
