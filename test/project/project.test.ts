import assert from 'node:assert/strict';
import { projectOf, weights } from './project-of';

describe('Project', () => {
  it('names files relative to their root, with its name where there are several', () => {
    const one = projectOf({}, ['/p']);
    assert.deepEqual(
      [one.relative('/p/a/b.txt'), one.relative('/p'), one.relative('/q/b.txt')],
      ['a/b.txt', '', 'b.txt'],
    );
    const several = projectOf({}, ['/p', '/p/inner', '/q']);
    assert.deepEqual(
      ['/p/a.txt', '/p/inner/a.txt', '/q/a.txt'].map((path) => several.relative(path)),
      ['p/a.txt', 'inner/a.txt', 'q/a.txt'],
    );
    assert.equal(projectOf({}, ['/']).relative('/a/b.txt'), 'a/b.txt');
  });

  it('knows names of files and folders of the workspace, from the file and from the root', () => {
    const project = projectOf({ '/p/models/chat/config.json': '', '/p/train/local/x.bin': '', '/p/app.py': '' });
    const local = (name: string): boolean => project.isLocal('/p/train/run.py', name);
    for (const name of [
      'models/chat',
      'models/chat/',
      'local',
      '../models',
      'models\\chat',
      'models',
      './new',
      '/abs',
      '~/x',
      '.',
      '..',
      'C:\\x',
      'C:/x',
      '',
    ]) {
      assert.equal(local(name), name !== '', name);
    }
    for (const name of ['acme/chat', 'chat', 'models/other', 'config.json', 'bert-base-uncased', 'C', '...'])
      assert.equal(local(name), false, name);
  });

  it('forgets names of what is gone', () => {
    const project = projectOf({ '/p/models/chat/config.json': '', '/p/models/b.bin': '' });
    project.removeFile('/p/models/chat/config.json');
    assert.equal(project.isLocal('/p/app.py', 'models/chat'), false);
    assert.equal(project.isLocal('/p/app.py', 'models'), true);
    project.removeFile('/p/models/b.bin');
    project.removeFile('/p/models/b.bin');
    assert.equal(project.isLocal('/p/app.py', 'models'), false);
  });

  it('finds signatures by the customs of OpenSSF Model Signing', () => {
    const signed = (signature: string): boolean =>
      projectOf({ '/p/m/a.gguf': '', [signature]: '' }).signatureOf('/p/m/a.gguf') === signature;
    for (const name of [
      '/p/m/model.sig',
      '/p/model.sig',
      '/p/m/a.gguf.sig',
      '/p/m/a.gguf.sigstore.json',
      '/p/m/model.sigstore.json',
    ]) {
      assert.ok(signed(name), name);
    }
    for (const name of ['/p/m/b.gguf.sig', '/model.sig', '/p/m/a.sig', '/p/m/model.sig.txt'])
      assert.ok(!signed(name), name);
  });

  it('knows where a weight file is named', () => {
    const project = projectOf({
      '/p/app.py': 'import torch\ntorch.load("m/a.pt")\n',
      '/p/m/app.py': 'import torch\nx = torch.load("a.pt")\ntorch.load("b.pt")\n',
    });
    project.addFile('/p/m/a.pt');
    assert.deepEqual(
      project.referencesTo('/p/m/a.pt').map(({ path, range }) => [path, range.start.line]),
      [
        ['/p/app.py', 1],
        ['/p/m/app.py', 1],
      ],
    );
    assert.deepEqual(project.referencesTo('/p/m/none.pt'), []);
  });

  it('counts what a card describes as the home of the weights below it', () => {
    const project = projectOf({ '/p/m/README.md': '---\nbase_model: acme/chat\n---\n' });
    project.put(weights('/p/m/deep/a.gguf'));
    project.put(weights('/p/b.gguf'));
    assert.deepEqual(
      project.graph.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`),
      [
        'pkg:generic/m contains pkg:generic/m/deep/a.gguf',
        'pkg:generic/m derived-from pkg:huggingface/acme/chat',
        'pkg:generic/p contains pkg:generic/b.gguf',
        'pkg:generic/p contains pkg:generic/m',
      ],
    );
    project.removeFile('/p/m/README.md');
    assert.deepEqual(
      project.graph.relations.map(({ from, to }) => `${from} ${to}`),
      ['pkg:generic/p pkg:generic/b.gguf', 'pkg:generic/p pkg:generic/m/deep/a.gguf'],
    );
  });

  it('gives the same graph however it came about', () => {
    const files = {
      '/p/requirements.txt': 'torch==2.6.0\nnumpy>=1\n',
      '/p/b/requirements.txt': 'torch==2.6.0\nnumpy\n',
      '/p/app.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat")\n',
    };
    const one = projectOf(files).graph;
    const other = projectOf(Object.fromEntries(Object.entries(files).reverse()));
    other.put(other.document('/p/app.py')!);
    assert.deepEqual(other.graph, one);
    assert.equal(one.components.find(({ name }) => name === 'torch')?.places.length, 2);
  });
});
