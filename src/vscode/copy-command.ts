import * as vscode from 'vscode';
import { commands } from '../lsp/protocol';

const longest = 2000;

/** Puts a command line into the clipboard or, where that is wished, into a terminal. To run it is left to the user. */
export function registerCopyCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.copyCommand, async (line: unknown, folder: unknown) => {
    if (typeof line !== 'string' || typeof folder !== 'string' || !isOneLine(line)) return;
    await vscode.env.clipboard.writeText(line);
    const cwd = vscode.Uri.parse(folder);
    const type = 'Type It into a Terminal';
    const chosen = await vscode.window.showInformationMessage(
      `Copied: ${line}. It is meant for ${vscode.workspace.asRelativePath(cwd)}. Weighbridge runs nothing by itself.`,
      type,
    );
    if (chosen !== type) return;
    const terminal = vscode.window.createTerminal({ name: 'Weighbridge', cwd });
    terminal.show();
    terminal.sendText(line, false);
  });
}

/** A line end would run what stands before it. */
function isOneLine(line: string): boolean {
  return line !== '' && line.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line);
}
