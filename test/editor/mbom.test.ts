import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, write } from './workspace';

interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly { readonly purl?: string }[];
}

describe('Generate MBOM', () => {
  it('writes a CycloneDX file that lists what the workspace is made of', async () => {
    const requirements = await write('listed/requirements.txt', 'jinja2\n');
    await findings(requirements);
    const target = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'out', 'mbom.cdx.json');
    const place = await vscode.commands.executeCommand<vscode.Uri>('weighbridge.generateMbom', target);
    assert.equal(place.toString(), target.toString());
    const bom = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(target))) as Bom;
    assert.deepEqual([bom.bomFormat, bom.specVersion], ['CycloneDX', '1.6']);
    const purls = bom.components.map(({ purl }) => purl);
    assert.ok(purls.includes('pkg:pypi/jinja2'), `it lists ${purls.join(', ')}`);
  });
});
