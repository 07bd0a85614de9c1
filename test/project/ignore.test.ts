import assert from 'node:assert/strict';
import { globs } from '../../src/project/glob';
import { IgnoreRules } from '../../src/project/ignore';

function rules(gitignores: Readonly<Record<string, string>> = {}, excluded: readonly string[] = []): IgnoreRules {
  const made = new IgnoreRules('/p', globs(excluded), (path) => path.startsWith('/p/by-policy/'));
  for (const [folder, text] of Object.entries(gitignores)) made.addGitignore(folder, text);
  return made;
}

describe('IgnoreRules', () => {
  it('never enters what other people made, history or caches', () => {
    const made = rules();
    for (const folder of ['node_modules', '.venv', '.git', 'lib/python3.12/site-packages', 'a/__pycache__', '.cache']) {
      assert.equal(made.admits(`/p/${folder}/requirements.txt`), false, folder);
    }
    for (const path of ['requirements.txt', 'node_modules_of_ours/a.txt', '.github/requirements.txt', 'venv/a.txt']) {
      assert.equal(made.admits(`/p/${path}`), true, path);
    }
  });

  it('knows a virtual environment by its marker', () => {
    const made = rules();
    made.addEnvironment('/p/my-python');
    assert.equal(made.enters('/p/my-python'), false);
    assert.equal(made.admits('/p/my-python/lib/requirements.txt'), false);
    assert.equal(made.admits('/p/my-python-notes/requirements.txt'), true);
  });

  it('follows .gitignore: anchors, folders, negation, comments, CRLF', () => {
    const made = rules({ '/p': '# ours\r\n*.log\r\n!keep.log\r\n/build\r\ndata/\r\ndocs/*.txt\r\n' });
    const admitted = (path: string): boolean => made.admits(`/p/${path}`);
    assert.deepEqual(
      [
        'a.log',
        'x/a.log',
        'x/keep.log',
        'build/a.txt',
        'x/build/a.txt',
        'data/a.txt',
        'x/data/a.txt',
        'docs/a.txt',
        'docs/x/a.txt',
      ].map(admitted),
      [false, false, true, false, true, false, false, false, true],
    );
    assert.equal(admitted('data'), true, 'a file is no folder');
  });

  it('lets the nearest .gitignore with a word on the path decide', () => {
    const made = rules({ '/p': '*.bin\n/models/old/\n', '/p/models': '!*.bin\n', '/p/models/new': 'b.bin\n' });
    assert.equal(made.admits('/p/a.bin'), false);
    assert.equal(made.admits('/p/models/a.bin'), true);
    assert.equal(made.admits('/p/models/new/a.bin'), true);
    assert.equal(made.admits('/p/models/new/b.bin'), false);
  });

  it('brings nothing back from an ignored folder, as git', () => {
    const made = rules({ '/p': 'models/\n', '/p/models': '!*\n' });
    assert.equal(made.admits('/p/models/a.bin'), false);
  });

  it('leaves out what the caller or the policy leaves out', () => {
    const made = rules({}, ['vendor/**', '**/*.generated.py']);
    assert.equal(made.admits('/p/vendor/a.txt'), false);
    assert.equal(made.admits('/p/x/a.generated.py'), false);
    assert.equal(made.admits('/p/by-policy/a.txt'), false);
    assert.equal(made.admits('/p/a.txt'), true);
  });

  it('has no word on files outside its root', () => {
    const made = rules({ '/p': '*\n' });
    assert.equal(made.admits('/pictures/a.txt'), true);
    assert.equal(made.admits('/q/node_modules/a.txt'), true);
  });

  it('takes names for .gitignore as they are', () => {
    const made = rules({ '/p': '*.log\n' });
    for (const path of ['..a/b.txt', ' .txt', 'a\\b.txt', '[x].txt', 'ünï/é.txt'])
      assert.equal(made.admits(`/p/${path}`), true, path);
    assert.equal(made.admits('/p/..a/b.log'), false);
  });

  it('works where the root is the root of the disk', () => {
    const made = new IgnoreRules('/', globs(['tmp/**']), () => false);
    made.addGitignore('/', '*.log\n');
    assert.equal(made.admits('/tmp/a.txt'), false);
    assert.equal(made.admits('/srv/node_modules/a.txt'), false);
    assert.equal(made.admits('/srv/a.log'), false);
    assert.equal(made.admits('/srv/a.txt'), true);
  });
});
