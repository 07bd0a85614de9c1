import * as vscode from 'vscode';
import { mbomMethod, type MbomParams, type MbomResult } from '../lsp/protocol';
import type { Overview } from '../panel/messages';
import { plural } from '../panel/summary';
import type { Server } from './server';
import type { Store } from './store';

/** *Generate MBOM…*: writes it where the user wants it, or to the place given. Answers with that place. */
export function registerGenerateMbom(server: Server, store: Store): vscode.Disposable {
  return vscode.commands.registerCommand('weighbridge.generateMbom', async (target?: unknown) => {
    const overview = hasComponents(store.overview) ? store.overview : await store.check();
    if (!hasComponents(overview)) {
      void vscode.window.showInformationMessage(
        'There is nothing to list yet: no packages, models, datasets or weights were found in this workspace.',
      );
      return undefined;
    }
    const parameters: MbomParams = { format: 'cyclonedx' };
    const { text, fileName, components } = await server.request<MbomResult>(mbomMethod, parameters);
    const place = target instanceof vscode.Uri ? target : await askPlace(fileName);
    if (place === undefined) return undefined;
    await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
    void announce(place, components);
    return place;
  });
}

function hasComponents(overview: Overview | undefined): overview is Overview {
  return overview !== undefined && overview.components.length > 0;
}

function askPlace(fileName: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: 'Save the MBOM',
    filters: { 'CycloneDX JSON': ['json'] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
  });
}

async function announce(place: vscode.Uri, components: number): Promise<void> {
  const name = vscode.workspace.asRelativePath(place);
  const choice = await vscode.window.showInformationMessage(
    `${name} lists ${plural(components, 'component')}.`,
    'Open',
  );
  if (choice === 'Open') await vscode.commands.executeCommand('vscode.open', place);
}
