import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, write } from './workspace';

describe('Hover in the editor', () => {
  it('tells what is known of the component under the cursor, and nothing elsewhere', async () => {
    const uri = await write('hovered/requirements.txt', '# what we need\ntransformers>=4.40\n');
    await vscode.window.showTextDocument(uri);
    await findings(uri);
    assert.match(await hoverAt(uri, new vscode.Position(1, 3)), /\*\*transformers\*\*.*pkg:pypi\/transformers/s);
    assert.equal(await hoverAt(uri, new vscode.Position(0, 3)), '');
  });
});

async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
  return contents.map(({ value }) => value).join('\n');
}
