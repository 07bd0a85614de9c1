import assert from 'node:assert/strict';
import { downloadFoldersIn, downloadOf } from '../../src/project/downloads';
import { readText } from '../../src/project/load';

const commit = '0123456789abcdef0123456789abcdef01234567';
const path = '/ws/models/ranker/sub/model.pt';
const known = {
  kind: 'model',
  name: 'acme/ranker',
  commit,
  file: 'sub/model.pt',
  folder: '/ws/models/ranker',
} as const;
const download = { folder: '/ws/models/ranker', commit };

describe('where on the Hub a file comes from', () => {
  it('is the clone that it stands in', () => {
    const repository = { kind: 'model', name: 'acme/ranker' } as const;
    assert.deepEqual(downloadOf(path, { workTree: { folder: known.folder, commit, repository } }, []), known);
    assert.equal(downloadOf(path, { workTree: { folder: known.folder, commit } }, []), undefined);
    assert.equal(downloadOf(path, { workTree: { folder: known.folder, repository } }, []), undefined);
  });

  it('is what a call downloads to its folder, at the commit that the call pins', () => {
    const folders = foldersOf(`snapshot_download("acme/ranker", revision="${commit}", local_dir="models/ranker")`);
    assert.deepEqual(downloadOf(path, undefined, folders), known);
  });

  it('is at the commit that the download has noted, where the call pins none', () => {
    const folders = foldersOf(
      'hf_hub_download(repo_id="acme/ranker", filename="a", local_dir=Path("models") / "ranker")',
    );
    assert.deepEqual(downloadOf(path, { download }, folders), known);
    assert.equal(downloadOf(path, undefined, folders), undefined);
    assert.equal(downloadOf(path, { download: { ...download, folder: '/ws/models' } }, folders), undefined);
  });

  it('is not known of a file that a call for another one may have nothing to do with', () => {
    const folders = foldersOf(
      `hf_hub_download("acme/ranker", "other.pt", revision="${commit}", local_dir="models/ranker")`,
    );
    assert.equal(downloadOf(path, undefined, folders), undefined);
    assert.deepEqual(downloadOf(path, { download }, folders), known);
  });

  it('is not known where the note stands alone, or two repositories go to one folder', () => {
    assert.equal(downloadOf(path, { download }, []), undefined);
    const both =
      'snapshot_download("acme/ranker", local_dir="models/ranker")\nsnapshot_download("acme/other", local_dir="models/ranker")';
    assert.equal(downloadOf(path, { download }, foldersOf(both)), undefined);
  });

  function foldersOf(calls: string) {
    const code = `from huggingface_hub import hf_hub_download, snapshot_download\nfrom pathlib import Path\n${calls}\n`;
    const document = readText('/ws/src/get.py', 'src/get.py', code);
    assert.ok(document);
    return downloadFoldersIn(document, (_, name) => [`/ws/src/${name}`, `/ws/${name}`]);
  }
});
