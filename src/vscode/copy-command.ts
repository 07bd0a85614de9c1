import * as vscode from 'vscode';
import { commands } from '../lsp/protocol';

const longest = 2000;
/** In milliseconds. */
const longestWait = 2000;

/** Puts a command line into the clipboard or, where that is wished, into a terminal. To run it is left to the user. */
export function registerCopyCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.copyCommand, async (line: unknown, folder: unknown) => {
    if (typeof line !== 'string' || typeof folder !== 'string' || !isOneLine(line)) return;
    await vscode.env.clipboard.writeText(line);
    const cwd = vscode.Uri.parse(folder);
    const type = 'Type It into a Terminal';
    const chosen = await vscode.window.showInformationMessage(
      `Copied: ${line} — to be run in ${vscode.workspace.asRelativePath(cwd)}. Weighbridge runs nothing by itself.`,
      type,
    );
    if (chosen !== type) return;
    const terminal = vscode.window.createTerminal({ name: 'Weighbridge', cwd });
    terminal.show();
    await prompt(terminal);
    terminal.sendText(line, false);
  });
}

/** Waits until the shell shows that it listens, or for a while: many never do. */
function prompt(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const hearing = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) ready();
    });
    const timer = setTimeout(ready, longestWait);
    function ready(): void {
      clearTimeout(timer);
      hearing.dispose();
      resolve();
    }
  });
}

/** A line end would run what stands before it. */
function isOneLine(line: string): boolean {
  return line !== '' && line.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line);
}
