import assert from 'node:assert/strict';
import { opened, said } from './open';

describe('Files that requirements pull in', () => {
  it('are read whatever they are called, and what they pull in as well, in circles too', async () => {
    const { session } = await opened({
      '/p/requirements.txt': '-r deps/base.txt\n',
      '/p/deps/base.txt': 'torch\n-r more.list\n',
      '/p/deps/more.list': 'numpy\n-r base.txt\n',
    });
    assert.deepEqual(said(session), [
      '/p/deps/base.txt:0 dependency/unpinned',
      '/p/deps/more.list:0 dependency/unpinned',
    ]);
  });

  it('are said not to be there, or to lie outside, and are not followed there', async () => {
    const { session, host } = await opened({
      '/p/requirements.txt':
        '-r gone.txt\n-r ../secret.txt\n-c /etc/constraints.txt\n-r https://example.org/x.txt\n-r ${WHERE}.txt\n',
      '/secret.txt': 'torch\n',
    });
    assert.deepEqual(said(session), [
      '/p/requirements.txt:0 include-missing',
      '/p/requirements.txt:1 include-outside',
      '/p/requirements.txt:2 include-outside',
    ]);
    assert.ok(host);
  });

  it('are read as the environments that MLflow and Azure ML take them for', async () => {
    const { session } = await opened({
      '/p/MLproject': 'conda_env: deps/train.yaml\npython_env: gone.yaml\n',
      '/p/deps/train.yaml': 'dependencies:\n- numpy\n- pip:\n  - -r more.list\n',
      '/p/deps/more.list': 'torch==2.6.0\n',
    });
    const packages = session.graph.components.filter(({ kind }) => kind === 'package');
    assert.deepEqual(
      packages.map(({ id }) => id),
      ['pkg:conda/numpy', 'pkg:pypi/torch@2.6.0'],
    );
    assert.ok(said(session).includes('/p/MLproject:1 include-missing'));
  });

  it('are followed from a line just written', async () => {
    const { session } = await opened({ '/p/requirements.txt': '', '/p/base.txt': 'torch\n' });
    session.change('/p/requirements.txt', '-r base.txt\n');
    await session.settle();
    assert.deepEqual(said(session), ['/p/base.txt:0 dependency/unpinned']);
  });

  it('are not missed where no folder is open', async () => {
    const { session } = await opened({}, { roots: [] });
    session.change('/p/requirements.txt', '-r base.txt\n');
    assert.deepEqual(said(session), []);
  });
});
