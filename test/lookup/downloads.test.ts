import assert from 'node:assert/strict';
import { Document } from '../../src/domain/document';
import { Downloads, type Noted } from '../../src/lookup/downloads';
import { MemoryFiles, type MemoryEntry } from '../host/memory-files';

const commit = '0123456789abcdef0123456789abcdef01234567';
const other = 'fedcba9876543210fedcba9876543210fedcba98';
const path = '/ws/models/ranker/sub/model.pt';

describe('what is noted about how a weight file came here', () => {
  it('finds the clone that it stands in, its commit, and the repository of the Hub', async () => {
    const origins = {
      'https://huggingface.co/acme/ranker': 'model acme/ranker',
      'https://user:hf_secret@huggingface.co/acme/ranker.git': 'model acme/ranker',
      'git@hf.co:datasets/acme/rows': 'dataset acme/rows',
      'https://huggingface.co.evil.example/acme/ranker': undefined,
      'https://github.com/acme/ranker': undefined,
      'https://huggingface.co/../x': undefined,
    };
    for (const [url, expected] of Object.entries(origins)) {
      const { workTree } = await noted({
        '/ws/models/ranker/.git/HEAD': 'ref: refs/heads/main\n',
        '/ws/models/ranker/.git/refs/heads/main': `${commit}\n`,
        '/ws/models/ranker/.git/config': `[core]\n\turl = x\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs\n`,
      });
      assert.deepEqual([workTree?.folder, workTree?.commit], ['/ws/models/ranker', commit]);
      const { kind, name } = workTree?.repository ?? {};
      assert.equal(kind && `${kind} ${name}`, expected, url);
    }
  });

  it('reads a HEAD that is detached, and branches that are packed', async () => {
    const commitOf = async (tree: Readonly<Record<string, string>>): Promise<string | undefined> =>
      (await noted(Object.fromEntries(Object.entries(tree).map(([name, text]) => [`/ws/.git/${name}`, text])))).workTree
        ?.commit;
    assert.equal(await commitOf({ HEAD: commit }), commit);
    assert.equal(
      await commitOf({
        HEAD: 'ref: refs/heads/a',
        'packed-refs': `# x\n${other} refs/heads/b\n${commit} refs/heads/a\n`,
      }),
      commit,
    );
    for (const head of [
      '',
      'main',
      'ref: ../../secret',
      'ref: refs/../../secret',
      'ref: refs/heads/none',
      commit + '0',
    ])
      assert.equal(await commitOf({ HEAD: head }), undefined, head);
  });

  it('knows no more than the top of a work tree whose .git is a file', async () => {
    assert.deepEqual(await noted({ '/ws/.git': 'gitdir: ../elsewhere/.git/worktrees/work\n' }), {
      workTree: { folder: '/ws' },
    });
  });

  it('finds the commit that the library of the Hub has written beside a download', async () => {
    const note = '/ws/models/ranker/.cache/huggingface/download/sub/model.pt.metadata';
    assert.deepEqual(await noted({ [note]: `${commit}\netag\n1700000000.0\n` }), {
      download: { folder: '/ws/models/ranker', commit },
    });
    for (const broken of ['', 'main\n', { size: 1 << 30 }, { fails: 'unreadable' } as const])
      assert.deepEqual(await noted({ [note]: broken }), {});
  });

  it('does not look after files that are safe, and looks again when a file was read anew', async () => {
    const files = new MemoryFiles({ '/ws/.git/HEAD': commit });
    const downloads = new Downloads(files);
    await downloads.open([weights('safe')]);
    assert.equal(downloads.noted(path), undefined);
    const document = weights('unknown');
    await downloads.open([document]);
    files.put('/ws/.git/HEAD', other);
    await downloads.open([document]);
    assert.equal(downloads.noted(path)?.workTree?.commit, commit);
    await downloads.open([weights('unknown')]);
    assert.equal(downloads.noted(path)?.workTree?.commit, other);
  });

  async function noted(tree: Readonly<Record<string, MemoryEntry>>): Promise<Noted> {
    const downloads = new Downloads(new MemoryFiles(tree));
    await downloads.open([weights('dangerous')]);
    return downloads.noted(path)!;
  }

  function weights(verdict: 'safe' | 'unknown' | 'dangerous'): Document {
    const facts = { format: 'torch-zip', size: 1, metadata: {}, scan: { verdict, findings: [] } };
    return new Document(path, 'weights', '', { mentions: [], problems: [], weights: facts });
  }
});
