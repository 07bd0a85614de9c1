import * as vscode from 'vscode';
import type { ViewPlace } from '../panel/messages';

export function rangeOf({ range: { start, end } }: ViewPlace): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Opens a place in whatever editor its file has, binary ones included. */
export async function openPlace(place: ViewPlace, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place.uri), {
    preview: true,
    ...options,
    selection: rangeOf(place),
  });
}
