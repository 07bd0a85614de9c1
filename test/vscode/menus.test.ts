import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { weightFiles } from '../../src/weights/sniff';

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>> };
}

describe('the menus of the editor', () => {
  const { menus } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes;

  for (const menu of ['explorer/context', 'editor/title']) {
    it(`offer in ${menu} to inspect all that is named like a weight file, packed or not`, () => {
      const { when = '' } = menus[menu]!.find(({ command }) => command === 'weighbridge.inspectWeights')!;
      const [, pattern = ''] = /resourceFilename =~ \/(.*)\/i$/.exec(when) ?? [];
      const isOffered = new RegExp(pattern, 'i');
      const [, endings = '', packings = ''] = /\{(.*)\}\.\{(.*)\}$/.exec(weightFiles[1]!) ?? [];
      assert.ok(endings !== '' && packings !== '');
      for (const ending of endings.split(',')) {
        assert.match(`model.${ending}`, isOffered);
        for (const packing of packings.split(',')) assert.match(`model.${ending}.${packing}`, isOffered);
      }
      for (const other of ['notes.txt', 'table.csv.gz', 'model.pt.md', 'pt']) assert.doesNotMatch(other, isOffered);
    });
  }
});
