import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { findings, until, write } from './workspace';

describe('A language server that dies', () => {
  it('is started again, and the findings come back', async function () {
    if (process.platform === 'win32') this.skip();
    const uri = await write('killed/requirements.txt', 'torch\n');
    const editor = await vscode.window.showTextDocument(uri);
    await findings(uri);
    const [killed] = serverPids();
    assert.ok(killed, 'the server is a child of the extension host');

    process.kill(killed, 'SIGKILL');
    await until(
      () => serverPids().some((pid) => pid !== killed),
      () => 'no new server',
    );
    await findings(uri, (found) => found.length === 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'numpy\n'));
    await findings(uri, (found) => found.length === 2);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

/** The children of this process that run the language server. */
function serverPids(): readonly number[] {
  return (existsSync('/proc/self/stat') ? fromProc() : fromPs())
    .filter(({ parent, command }) => parent === process.pid && /cli\.js\W+lsp/.test(command))
    .map(({ pid }) => pid);
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function fromProc(): readonly Running[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      return [{ pid: Number(pid), parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

function fromPs(): readonly Running[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).matchAll(
    /^\s*(\d+)\s+(\d+)\s+(.*)$/gm,
  );
  return [...lines].map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
}
