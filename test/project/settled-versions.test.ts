import assert from 'node:assert/strict';
import { projectOf } from './project-of';

/** What settles the version of torch for a file, as `standing version source`. */
function settled(files: Readonly<Record<string, string>>, path = '/p/requirements.txt'): string | undefined {
  const found = projectOf(files).settled.versionFor(path, 'pypi', 'Torch');
  return found && `${found.standing} ${found.version} ${found.source}`;
}

const installed = (version: string): string => `Metadata-Version: 2.1\nName: torch\nVersion: ${version}\n`;
const metadata = '/p/.venv/lib/python3.12/site-packages/torch.dist-info/METADATA';

describe('the version that is settled for a requirement', () => {
  it('is that of a constraint that the file includes, however far', () => {
    const files = {
      '/p/requirements.txt': '-r base-requirements.txt\ntorch\n',
      '/p/base-requirements.txt': '-c pins/constraints.txt\n',
      '/p/pins/constraints.txt': 'torch==2.6.0\n',
      [metadata]: installed('2.5.0'),
    };
    assert.equal(settled(files), 'binding 2.6.0 pins/constraints.txt');
    assert.equal(settled({ ...files, '/p/base-requirements.txt': '' }), 'installed 2.5.0 .venv');
  });

  it('is the installed one before what other files say', () => {
    const files = {
      '/p/requirements.txt': 'torch\n',
      '/p/requirements-ci.txt': 'torch==2.4.0\n',
      [metadata]: installed('2.5.0'),
    };
    assert.equal(settled(files), 'installed 2.5.0 .venv');
  });

  it('is what files beside and above say, if they agree', () => {
    const files = { '/p/sub/requirements.txt': 'torch\n', '/p/requirements.txt': 'torch==2.4.0\n' };
    const path = '/p/sub/requirements.txt';
    assert.equal(settled(files, path), 'elsewhere 2.4.0 requirements.txt');
    assert.equal(
      settled({ ...files, '/p/sub/other-requirements.txt': 'torch==2.4.0\n' }, path)?.split(' ')[1],
      '2.4.0',
    );
    assert.equal(settled({ ...files, '/p/sub/other-requirements.txt': 'torch==2.3.0\n' }, path), undefined);
    assert.equal(
      settled({ ...files, '/p/far/requirements.txt': 'torch==2.3.0\n' }, path),
      'elsewhere 2.4.0 requirements.txt',
    );
  });

  it('is not what the file says itself, nor a range', () => {
    assert.equal(settled({ '/p/requirements.txt': 'torch\ntorch==2.4.0\n' }), undefined);
    assert.equal(settled({ '/p/requirements.txt': 'torch\n', '/p/constraints.txt': 'torch<3\n' }), undefined);
    assert.equal(settled({ '/p/requirements.txt': 'torch\n', '/p/constraints.txt': 'torch==2.*\n' }), undefined);
  });

  it('does not run in circles', () => {
    assert.equal(
      settled({
        '/p/requirements.txt': '-r requirements.txt\n-r b-requirements.txt\ntorch\n',
        '/p/b-requirements.txt': '-r requirements.txt\n',
      }),
      undefined,
    );
  });

  it('is found for every name in long files', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `package-${at}`);
    const project = projectOf({
      '/p/requirements.txt': `-c constraints.txt\n${names.join('\n')}`,
      '/p/constraints.txt': names.map((name) => `${name}==1.0`).join('\n'),
    });
    for (const name of names)
      assert.equal(project.settled.versionFor('/p/requirements.txt', 'pypi', name)?.standing, 'binding');
  });
});

describe('the commit that locks have of a repository', () => {
  const commit = '5b7d210'.padEnd(40, '0');
  const locks: Readonly<Record<string, string>> = {
    'uv.lock': `[[package]]\nname = "a"\nversion = "1"\nsource = { git = "https://x.org/b/a.git?rev=main#${commit}" }\n`,
    'poetry.lock': `[[package]]\nname = "a"\nversion = "1"\n[package.source]\ntype = "git"\nurl = "https://x.org/b/a"\nreference = "HEAD"\nresolved_reference = "${commit}"\n`,
    'pdm.lock': `[[package]]\nname = "a"\nversion = "1"\ngit = "git@x.org:b/a.git"\nref = "main"\nrevision = "${commit}"\n`,
    'pylock.toml': `[[packages]]\nname = "a"\n[packages.vcs]\ntype = "git"\nurl = "ssh://git@x.org/b/a"\ncommit-id = "${commit}"\n`,
    'Pipfile.lock': `{"default": {"a": {"git": "https://X.org/b/a.git", "ref": "${commit}"}}}`,
  };
  const found = (files: Readonly<Record<string, string>>) =>
    projectOf(files).settled.commitFor('/p/requirements.txt', 'git+https://me@x.org/b/a@main#egg=a');

  for (const [name, text] of Object.entries(locks))
    it(`is read in ${name}`, () => assert.deepEqual(found({ [`/p/${name}`]: text }), { commit, source: name }));

  it('is not known where two disagree, or where it is no whole commit', () => {
    const other = locks['pdm.lock']!.replace(commit, 'f'.repeat(40));
    assert.equal(found({ '/p/uv.lock': locks['uv.lock']!, '/p/pdm.lock': other }), undefined);
    assert.equal(found({ '/p/uv.lock': locks['uv.lock']!.replace(commit, 'main') }), undefined);
    assert.equal(found({ '/p/sub/uv.lock': locks['uv.lock']! }), undefined);
  });
});
