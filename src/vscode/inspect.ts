import * as vscode from 'vscode';
import { commands, inspectMethod, type InspectParams, type InspectResult } from '../lsp/protocol';
import type { ComponentNode } from './nodes';
import type { Server } from './server';

const scheme = 'weighbridge-weights';
/** Milliseconds that nobody minds waiting for. */
const shownAfter = 1000;

/** *Inspect Weight File…*: what a file is and whether loading it can run code, as a Markdown preview of a document that stands in no file. */
export function registerInspect(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const reports: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => reportOn(server, uri.query),
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, reports),
    vscode.commands.registerCommand(commands.inspect, async (given: unknown) => {
      const file = fileOf(given) ?? (await pick());
      if (file === undefined) return;
      const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(steering, '\uFFFD');
      const report = vscode.Uri.from({ scheme, path: `/${name}.md`, query: file.toString() });
      changed.fire(report);
      await vscode.commands.executeCommand('markdown.showPreview', report);
    }),
  );
}

/** The report on a file, which can be stopped where it takes long. */
async function reportOn(server: Server, uri: string): Promise<string> {
  const stop = new vscode.CancellationTokenSource();
  const parameters: InspectParams = { uri };
  const report = server.request<InspectResult>(inspectMethod, parameters, stop.token);
  const timer = setTimeout(() => showProgress(report, stop), shownAfter);
  try {
    return (await report).markdown;
  } finally {
    clearTimeout(timer);
  }
}

function showProgress(report: Promise<unknown>, stop: vscode.CancellationTokenSource): void {
  const title = 'Weighbridge: reading the weight file to its end';
  const location = vscode.ProgressLocation.Notification;
  void vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    token.onCancellationRequested(() => stop.cancel());
    await report.catch(() => undefined);
  });
}

/** What would turn the title of the preview around. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Given by a menu, by a link, or as a row of the tree. */
function fileOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given === 'string') return vscode.Uri.parse(given);
  const place = (given as Partial<ComponentNode> | undefined)?.component?.places[0];
  return place && vscode.Uri.parse(place.uri);
}

async function pick(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ canSelectMany: false, openLabel: 'Inspect' });
  return picked?.[0];
}
