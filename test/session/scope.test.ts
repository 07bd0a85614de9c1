import assert from 'node:assert/strict';
import { opened, said } from './open';

const project = {
  '/p/requirements.txt': 'acme-core\nacme-data\n-r deps/more.list\n-r deps/gone.txt\n',
  '/p/train.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("models/base")\n',
  '/p/constraints.txt': 'acme-core==2.6.0\n',
  '/p/poetry.lock': '[[package]]\nname = "acme-data"\nversion = "2.0.0"\n',
  '/p/deps/more.list': 'acme-more\n',
  '/p/deps/requirements-dev.txt': 'acme-dev\n',
  '/p/models/base/config.json': '{}',
  '/p/web/package.json': '{}',
  '/p/web/src/app.ts': '',
  '/p/.venv/pyvenv.cfg': '',
  '/p/.venv/lib/python3.12/site-packages/acme_core-2.5.0.dist-info/METADATA': 'Name: acme-core\nVersion: 2.5.0\n\n',
};

describe('A session that was asked about single files', () => {
  it('judges these alone, by what settles versions beside them', async () => {
    const { session } = await opened(project, { asked: ['/p/requirements.txt'] });
    assert.deepEqual(said(session), [
      '/p/requirements.txt:0 dependency/unpinned',
      '/p/requirements.txt:1 dependency/unpinned',
      '/p/requirements.txt:3 include-missing',
    ]);
    const advice = session.judgement('/p/requirements.txt')!.findings.map(({ fixes }) => fixes[0]?.title);
    assert.deepEqual(advice, ['Pin acme-core to 2.5.0 (.venv)', 'Pin acme-data to 2.0.0 (poetry.lock)']);
  });

  it('reads nothing else', async () => {
    const { host } = await opened(project, { asked: ['/p/requirements.txt'] });
    assert.deepEqual([...host.files.reads].sort(), [
      '/p/.venv/lib/python3.12/site-packages/acme_core-2.5.0.dist-info/METADATA',
      ...['constraints.txt', 'deps/more.list', 'poetry.lock', 'requirements.txt'].map((name) => `/p/${name}`),
    ]);
    assert.ok(!host.files.listed.some((folder) => /^\/p\/(?:web|models|deps)/.test(folder)));
  });

  it('knows the folders that they name, without looking into others', async () => {
    const { session, host } = await opened(project, { asked: ['/p/train.py'] });
    assert.deepEqual(said(session), []);
    assert.ok(!host.files.reads.some((path) => path.includes('site-packages') || path.includes('/web/')));
  });

  it('takes a folder with all that is in it', async () => {
    const { session, host } = await opened(project, { asked: ['/p/deps', '/p/constraints.txt'] });
    assert.deepEqual(
      session.documents.map(({ path }) => path).filter((path) => session.covers(path)),
      ['/p/constraints.txt', '/p/deps/more.list', '/p/deps/requirements-dev.txt'],
    );
    assert.ok(!host.files.listed.includes('/p/web'));
  });

  it('looks at a file that Git ignores, and heeds the policy above', async () => {
    const ignored = {
      ...project,
      '/p/.gitignore': '*.txt\n',
      '/weighbridge.yaml': 'rules: { dependency/unpinned: error }\n',
      '/.git/HEAD': '',
    };
    const { session } = await opened(ignored, { asked: ['/p/requirements.txt'] });
    const severities = session.judgement('/p/requirements.txt')!.findings.map(({ severity }) => severity);
    assert.deepEqual(severities, ['error', 'error']);
  });

  it('does not say that a policy is of no use because other files were not looked at', async () => {
    const policy = 'ignore:\n- { rule: dependency/unpinned, path: web/requirements.txt, reason: none }\n';
    const { session } = await opened(
      { ...project, '/p/weighbridge.yaml': policy },
      { asked: ['/p/train.py', '/p/weighbridge.yaml'] },
    );
    assert.deepEqual(said(session), []);
  });
});
