import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, until, write } from './workspace';

const shell = 'cposix\nsystem\n(S"echo hi"\ntR.';
const plainList = '(lp0\nI1\na.';

describe('Weight files in the editor', () => {
  const isDangerous = ({ code }: vscode.Diagnostic): boolean =>
    typeof code === 'object' && code.value === 'weights/dangerous';

  it('are told of at the file and at the code that loads it, when they appear, change and go', async () => {
    const code = await write('weighed/load.py', 'import joblib\njoblib.load("late.pkl")\n');
    await vscode.window.showTextDocument(code);
    const weights = await write('weighed/late.pkl', shell);
    const [atFile] = await findings(weights, (found) => found.some(isDangerous));
    assert.equal(atFile?.relatedInformation?.[0]?.location.uri.path, code.path);
    await findings(code, (found) => found.some(isDangerous));
    await write('weighed/late.pkl', plainList);
    await findings(code, (found) => found.length === 0);
    await write('weighed/late.pkl', shell);
    await findings(code, (found) => found.some(isDangerous));
    await vscode.workspace.fs.delete(weights);
    await findings(code, (found) => found.length === 0);
    await findings(weights, (found) => found.length === 0);
  });

  it('are inspected by the command, as a preview', async () => {
    const weights = await write('weighed/shell.pkl', shell);
    await vscode.commands.executeCommand('weighbridge.inspectWeights', weights);
    const report = (): vscode.TextDocument | undefined =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'weighbridge-weights');
    await until(
      () => report() !== undefined,
      () => 'there is no report',
    );
    assert.match(report()!.getText(), /^# shell\\\.pkl\n\n\*\*Dangerous\.\*\* /);
  });
});
