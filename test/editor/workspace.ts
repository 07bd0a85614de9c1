import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const patience = 10_000;

/** Writes a file of the open workspace, which is a throw-away copy of the sample project. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests need an open folder');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Waits until the findings of Weighbridge in a file are as wanted; fails with those that there are. */
export async function findings(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  const now = (): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'weighbridge');
  await until(
    () => wanted(now()),
    () => `${uri.path} has: ${now().map(text).join('; ') || 'nothing'}`,
  );
  return now();
}

/** Waits until something holds; `state` tells how things are when it does not. */
export async function until(holds: () => boolean, state: () => string): Promise<void> {
  const end = Date.now() + patience;
  while (!holds()) {
    assert.ok(Date.now() < end, `waited ${patience} ms in vain: ${state()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A range as `line:character-line:character`, 0-based. */
export function shortRange({ start, end }: vscode.Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

function text({ range, message }: vscode.Diagnostic): string {
  return `${shortRange(range)} ${message}`;
}
