import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';
import { zip } from './build';

/** A model archive with this description of its model, and these files. */
function served(model: unknown, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const members = { 'MAR-INF/MANIFEST.json': JSON.stringify({ model }), ...files };
  return scanned('m.mar', zip(Object.entries(members).map(([name, text]) => ({ name, content: Buffer.from(text) }))));
}

describe('weights: scan of TorchServe archives', () => {
  it('finds nothing where the server uses a handler of its own', async () => {
    deepEqual(await served({ modelName: 'm', handler: 'image_classifier', serializedFile: 'm.pt' }), ['torchserve']);
  });

  it('says which code the server runs, and what it does', async () => {
    const handler = 'def handle(data, context):\n    return data\n';
    deepEqual(await served({ handler: 'handler.py' }, { 'handler.py': handler }), [
      'torchserve',
      'suspicious: torchserve/handler handler.py',
      'suspicious: archive/python-code',
    ]);
    deepEqual(await served({ handler: 'a:b' }, { 'a.py': `import os\nos.system("id")\n${handler}` }), [
      'torchserve',
      'suspicious: torchserve/handler a:b',
      'dangerous: archive/python-code',
    ]);
  });

  it('says what lies outside of the archive, and what is installed', async () => {
    deepEqual(await served({ handler: 'text_classifier', serializedFile: '../../m.pt' }), [
      'torchserve',
      'dangerous: torchserve/outside-path ../../m.pt',
    ]);
    deepEqual(await served({ handler: 'text_classifier', requirementsFile: 'requirements.txt' }), [
      'torchserve',
      'suspicious: torchserve/requirements requirements.txt',
    ]);
  });

  it('does not call safe what has no readable manifest', async () => {
    deepEqual(await served(null), ['torchserve', 'unknown: torchserve/broken']);
  });
});
