import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, write } from './workspace';

describe('Code actions in the editor', () => {
  let uri: vscode.Uri;

  before(async () => {
    const installed = 'fixable/.venv/lib/python3.12/site-packages';
    await write(`${installed}/torch-9.0.0.dist-info/METADATA`, 'Name: torch\nVersion: 9.0.0\n');
    await write(`${installed}/numpy-1.26.4.dist-info/METADATA`, 'Name: numpy\nVersion: 1.26.4\n');
    uri = await write('fixable/requirements.txt', 'torch>=9\nnumpy\n');
    await vscode.commands.executeCommand('weighbridge.checkWorkspace');
  });

  beforeEach(async () => {
    await vscode.window.showTextDocument(uri);
    await findings(uri, (found) => found.length === 2);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.files.revert'));

  it('offer a fix that pins the version in use', async () => {
    const actions = await actionsAt(new vscode.Range(0, 2, 0, 2), vscode.CodeActionKind.QuickFix);
    const [pin] = actions.filter(({ title }) => title.startsWith('Pin torch to 9.0.0'));
    assert.ok(pin?.edit, `there are: ${actions.map(({ title }) => title).join(', ')}`);
    assert.equal(pin.isPreferred, true);
    await vscode.workspace.applyEdit(pin.edit);
    assert.equal(await textOf(uri), 'torch==9.0.0\nnumpy\n');
    await findings(uri, (found) => found.length === 1);
  });

  it('fix all that is safe to fix in one go', async () => {
    const kind = vscode.CodeActionKind.SourceFixAll.append('weighbridge');
    const [fixAll] = await actionsAt(new vscode.Range(0, 0, 2, 0), kind);
    assert.equal(fixAll?.kind?.value, 'source.fixAll.weighbridge');
    await vscode.workspace.applyEdit(fixAll.edit!);
    assert.equal(await textOf(uri), 'torch==9.0.0\nnumpy==1.26.4\n');
    await findings(uri, (found) => found.length === 0);
  });

  it('offer the rule’s page, and to ignore a finding with a reason', async () => {
    const actions = await actionsAt(new vscode.Range(1, 0, 1, 0), vscode.CodeActionKind.QuickFix);
    const commands = actions.flatMap(({ command }) =>
      command?.command.startsWith('weighbridge.') ? command.command : [],
    );
    assert.deepEqual(commands.sort(), ['weighbridge.explainRule', 'weighbridge.suppress']);
  });

  function actionsAt(range: vscode.Range, kind: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
    return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind.value);
  }

  async function textOf(file: vscode.Uri): Promise<string> {
    return (await vscode.workspace.openTextDocument(file)).getText();
  }
});
