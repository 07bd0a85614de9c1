import assert from 'node:assert/strict';
import picomatch from 'picomatch';
import { readers } from '../../src/readers';
import { weightFiles } from '../../src/weights/sniff';
import { documentSelector, textPatterns, watchedPatterns } from '../../src/vscode/patterns';

describe('the documents that the server is sent', () => {
  const sent = picomatch([...textPatterns]);
  for (const path of [
    'requirements.txt',
    'a/dev-requirements.in',
    'requirements/base.txt',
    'constraints.txt',
    'models/a/README.md',
    'src/train.py',
    'weighbridge.yaml',
    'LICENSE',
    'deploy/Dockerfile.gpu',
  ]) {
    it(`are ${path}`, () => assert.ok(sent(path)));
  }

  for (const path of ['notes.txt', 'docs/guide.md', 'a.pyc', 'model.safetensors', 'package.tar.gz']) {
    it(`are not ${path}`, () => assert.ok(!sent(path)));
  }

  it('are all that a reader reads, except what is installed and what is edited as cells', () => {
    const edited = readers.filter(({ kind }) => kind !== 'installed' && kind !== 'notebook');
    const read = edited.flatMap(({ files }) => files.flatMap(examples));
    assert.deepEqual(
      read.filter((path) => !sent(path)),
      [],
    );
  });

  it('are never those of other views, such as a diff against a commit or an output channel', () => {
    const schemes = new Set(documentSelector.map(({ scheme }) => scheme));
    assert.deepEqual([...schemes], ['file', 'untitled', 'vscode-vfs']);
  });
});

describe('the files whose coming and going is told', () => {
  const told = picomatch([...watchedPatterns], { dot: true });
  for (const path of ['m/model.safetensors', 'm/pytorch_model.bin', 'model.sig', 'requirements.txt', '.gitignore']) {
    it(`are ${path}`, () => assert.ok(told(path)));
  }

  it('are all that may hold weights', () => {
    assert.deepEqual(
      weightFiles.flatMap(examples).filter((path) => !told(path)),
      [],
    );
  });
});

/** Paths that a glob fits: `a*.{b,c}` → `ax.b`, `ax.c`. */
function examples(glob: string): readonly string[] {
  const [, before, choices, after] = /^(.*?)\{([^}]*)\}(.*)$/.exec(glob) ?? [];
  if (choices === undefined) return [glob.replaceAll('**', 'x').replaceAll('*', 'x')];
  return choices.split(',').flatMap((choice) => examples(`${before}${choice}${after}`));
}
