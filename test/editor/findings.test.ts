import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { findings, shortRange, write } from './workspace';

describe('Findings in the editor', () => {
  it('stand at the exact range, with severity, source, rule and its page', async () => {
    const uri = await write('shown/requirements.txt', 'colorama==0.4.6\nacme-embeddings>=2  # newest\n');
    await vscode.window.showTextDocument(uri);
    const [found, ...others] = await findings(uri);
    assert.deepEqual(others, []);
    assert.equal(shortRange(found!.range), '1:0-1:18');
    assert.equal(found!.severity, vscode.DiagnosticSeverity.Warning);
    const code = found!.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, 'dependency/unpinned');
    const page = await vscode.workspace.fs.readFile(code.target);
    assert.match(new TextDecoder().decode(page), /dependency\/unpinned/);
  });

  it('follow each keystroke, saved or not', async () => {
    const uri = await write('typed/requirements.txt', 'torch\n');
    const editor = await vscode.window.showTextDocument(uri);
    await findings(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 5), '==9.0.0'));
    await findings(uri, (found) => found.length === 0);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'numpy\n'));
    const [found] = await findings(uri);
    assert.equal(shortRange(found!.range), '0:0-0:5');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are shown in files that nobody has opened, and go away with the file', async () => {
    const uri = await write('unopened/requirements.txt', 'torch\n');
    await findings(uri);
    await vscode.workspace.fs.delete(uri);
    await findings(uri, (found) => found.length === 0);
  });

  it('are shown in a single file outside the folder', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'weighbridge-single-'));
    const file = path.join(folder, 'requirements.txt');
    writeFileSync(file, 'torch\r\ntensorflwo==2.15.0\r\n');
    try {
      const uri = vscode.Uri.file(file);
      await vscode.window.showTextDocument(uri);
      const found = await findings(uri, ({ length }) => length === 2);
      assert.deepEqual(found.map(({ range }) => shortRange(range)).sort(), ['0:0-0:5', '1:0-1:18']);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      rmSync(folder, { recursive: true });
    }
  });

  it('are not there for what is not read: other text, an empty file', async () => {
    const notes = await write('notes.txt', 'torch\n');
    const empty = await write('empty/requirements.txt', '');
    for (const uri of [notes, empty]) await vscode.window.showTextDocument(uri);
    const last = await write('last/requirements.txt', 'torch\n');
    await vscode.window.showTextDocument(last);
    await findings(last);
    assert.deepEqual([...vscode.languages.getDiagnostics(notes), ...vscode.languages.getDiagnostics(empty)], []);
  });
});
