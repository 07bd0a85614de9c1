import assert from 'node:assert/strict';
import type { Fix } from '../../src/domain/finding';
import type { Session } from '../../src/session';
import { opened, said } from './open';

const commit = '0123456789abcdef0123456789abcdef01234567';
const metadata = (name: string, version: string): string =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`;

function fixes(session: Session, path: string): readonly Fix[] {
  return session.judgement(path)?.findings.flatMap((finding) => finding.fixes) ?? [];
}

describe('what a session finds out for its rules', () => {
  it('the version that a virtual environment has: a safe fix', async () => {
    for (const place of [
      '.venv/lib/python3.12/site-packages',
      'venv/Lib/site-packages',
      'env/lib/python3.9/site-packages',
    ]) {
      const { session } = await opened({
        '/p/requirements.txt': 'Acme_Vision\n',
        '/p/sub/requirements.txt': 'acme-vision\n',
        [`/p/${place}/acme_vision-0.21.0.dist-info/METADATA`]: metadata('acme-vision', '0.21.0'),
        [`/p/${place}/acme_vision/__init__.py`]: '',
        [`/p/${place.split('/')[0]}/pyvenv.cfg`]: '',
      });
      for (const path of ['/p/requirements.txt', '/p/sub/requirements.txt']) {
        const [fix] = fixes(session, path);
        assert.deepEqual([fix?.safety, fix?.edits[0]?.newText], ['safe', '==0.21.0'], place);
      }
      assert.match(
        session.judgement('/p/requirements.txt')!.findings[0]!.message,
        /0\.21\.0 \(installed in \.?v?env\)/,
      );
    }
  });

  it('what conda and pip have put into an environment of conda, and which files came with it', async () => {
    const { session } = await opened({
      '/p/environment.yml': 'dependencies: [numpy]\n',
      '/p/env/conda-meta/numpy-1.26.4-0.json': '{"depends": ["libblas >=3"], "name": "numpy", "version": "1.26.4"}',
      '/p/env/conda-meta/libblas-3.9.0-0.json': '{"depends": [], "name": "libblas", "version": "3.9.0"}',
      '/p/env/lib/python3.12/site-packages/acme-1.0.dist-info/METADATA': metadata('acme', '1.0'),
      '/p/env/lib/python3.12/site-packages/acme-1.0.dist-info/RECORD': 'acme.py,sha256=a,1\nacme.pth,sha256=b,1\n',
    });
    const packages = session.graph.components.filter(({ kind }) => kind === 'package');
    assert.deepEqual(
      packages.map(({ id, facts }) => [id, facts]),
      [
        ['pkg:conda/libblas@3.9.0', {}],
        ['pkg:conda/numpy@1.26.4', {}],
        ['pkg:pypi/acme@1.0', { installedFiles: '2', startupFiles: 'acme.pth' }],
      ],
    );
    assert.deepEqual(
      packages[2]!.places.map(({ file, range }) => `${file}:${range.start.line}`),
      ['METADATA:1', 'RECORD:1'].map((end) => `env/lib/python3.12/site-packages/acme-1.0.dist-info/${end}`),
    );
    assert.deepEqual(
      session.graph.relations.filter(({ kind }) => kind === 'depends-on').map(({ from, to }) => `${from} ${to}`),
      ['pkg:conda/numpy@1.26.4 pkg:conda/libblas@3.9.0'],
    );
  });

  it('a virtual environment by its marker, whatever its name', async () => {
    const { session } = await opened({
      '/p/requirements.txt': 'torch\n',
      '/p/py/pyvenv.cfg': '',
      '/p/py/lib/python3.12/site-packages/torch-9.0.0.dist-info/METADATA': metadata('torch', '9.0.0'),
    });
    assert.equal(fixes(session, '/p/requirements.txt')[0]?.edits[0]?.newText, '==9.0.0');
  });

  it('a constraint that binds: nothing to say', async () => {
    const { session } = await opened({
      '/p/requirements.txt': '-c pins/constraints.txt\ntorch\nnumpy\n',
      '/p/pins/constraints.txt': 'torch==9.0.0\nnumpy<2\n',
    });
    assert.deepEqual(said(session), ['/p/requirements.txt:2 dependency/unpinned']);
    session.change('/p/pins/constraints.txt', 'torch<3\n');
    await session.settle();
    assert.equal(said(session).length, 2);
  });

  it('a file that was compiled from this one: nothing to say', async () => {
    const { session, host } = await opened({
      '/p/requirements.in': 'torch\n',
      '/p/requirements.txt': 'torch==9.0.0\n',
    });
    assert.deepEqual(said(session), []);
    host.files.remove('/p/requirements.txt');
    await session.refresh(['/p/requirements.txt']);
    assert.deepEqual(said(session), ['/p/requirements.in:0 dependency/unpinned']);
  });

  it('files that include each other without end', async () => {
    const { session } = await opened({
      '/p/requirements.txt': '-r requirements-b.txt\ntorch\n',
      '/p/requirements-b.txt': '-r requirements.txt\n-r requirements-b.txt\nnumpy\n',
    });
    assert.equal(said(session).length, 2);
  });

  it('the commit in the Hub cache of this machine: a safe fix', async () => {
    const { session } = await opened(
      {
        '/p/app.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat")\n',
        '/home/me/.cache/huggingface/hub/models--acme--chat/refs/main': commit,
      },
      { environment: { HOME: '/home/me' } },
    );
    const [fix] = fixes(session, '/p/app.py');
    assert.deepEqual([fix?.safety, fix?.edits[0]?.newText], ['safe', `, revision="${commit}"`]);
  });

  it('a model that is a folder of the workspace: nothing to say', async () => {
    const { session } = await opened({
      '/p/train/app.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("models/chat")\n',
      '/p/models/chat/config.json': '{}',
    });
    assert.deepEqual(said(session), []);
  });

  it('the license whose text stands beside a card: a suggestion', async () => {
    const mit = `MIT License\n\nCopyright (c) 2024 Acme\n\nPermission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
    const { session } = await opened({ '/p/m/README.md': '---\nbase_model: acme/chat\n---\n', '/p/m/LICENSE': mit });
    assert.deepEqual(
      fixes(session, '/p/m/README.md').map(({ safety, edits }) => [safety, edits[0]?.newText]),
      [['suggested', 'license: mit\n']],
    );
  });

  it('a signature that stands with a weight file, and where that file is named', async () => {
    const pickle = Buffer.from('\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000aq\u0001K\u0001s.', 'latin1');
    const { session } = await opened({
      '/p/app.py': 'import torch\ntorch.load("models/a.pt")\n',
      '/p/models/a.pt': pickle,
      '/p/signed/b.pt': pickle,
      '/p/signed/model.sig': '{}',
    });
    assert.deepEqual(said(session), ['/p/models/a.pt:0 weights/unsigned']);
    const [finding] = session.judgement('/p/models/a.pt')!.findings;
    assert.deepEqual(
      finding?.related.map(({ path, range }) => [path, range.start.line]),
      [['/p/app.py', 1]],
    );
  });
});
