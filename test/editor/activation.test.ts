import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { WeighbridgeApi } from '../../src/vscode/extension';
import { say } from './say';
import { until } from './workspace';

describe('The extension', () => {
  const extension = vscode.extensions.getExtension<WeighbridgeApi>('weighbridge.weighbridge')!;

  it('wakes by itself in a folder with a requirements.txt', async () => {
    await until(
      () => extension.isActive,
      () => 'not active',
    );
  });

  it('is active in less than 50 ms, and its server runs', async () => {
    const { activationMilliseconds, ready } = await extension.activate();
    say(`      activate() took ${activationMilliseconds.toFixed(1)} ms`);
    assert.ok(activationMilliseconds < 50, `it took ${activationMilliseconds} ms`);
    assert.equal(await ready, 'running');
  });

  it('has all commands that it declares', async () => {
    const { contributes } = extension.packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('checks the whole workspace on demand', async () => {
    const overview = await vscode.commands.executeCommand<{ counts: { files: number } }>('weighbridge.checkWorkspace');
    assert.ok(overview.counts.files > 5, `it checked ${overview.counts.files} files`);
  });
});
