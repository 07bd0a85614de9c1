import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../host/temporary-folder';
import { run } from './run';

const torch = {
  '.venv/lib/python3.12/site-packages/torch-9.0.0.dist-info/METADATA':
    'Metadata-Version: 2.1\nName: torch\nVersion: 9.0.0\n',
};

/** A folder whose environment has torch 9.0.0, and what its requirements hold after a command. */
function project(requirements: string | Uint8Array): { folder: string; read: () => string } {
  const folder = temporaryFolder({ 'requirements.txt': requirements, ...torch });
  return { folder, read: () => readFileSync(path.join(folder, 'requirements.txt'), 'utf8') };
}

describe('weighbridge fix', () => {
  it('applies safe fixes, and nothing the second time', async () => {
    const { folder, read } = project('torch\nnumpy\n');
    const first = await run('fix', folder);
    assert.deepEqual([first.code, first.out, first.err], [0, '', 'Applied 1 edit.\n']);
    assert.equal(read(), 'torch==9.0.0\nnumpy\n');
    assert.equal((await run('fix', folder)).err, 'Applied 0 edits.\n');
    assert.equal(read(), 'torch==9.0.0\nnumpy\n');
  });

  it('keeps the byte order mark, CRLF and a missing last line end', async () => {
    const { folder, read } = project('\uFEFF# é\r\ntorch>=9  # why\r\n\r\nnumpy==9');
    await run('fix', folder);
    assert.equal(read(), '\uFEFF# é\r\ntorch==9.0.0  # why\r\n\r\nnumpy==9');
  });

  it('only shows the difference with --dry-run', async () => {
    const { folder, read } = project('a==1\ntorch\nb==1\n');
    const { code, out, err } = await run('fix', folder, '--dry-run');
    assert.deepEqual([code, err], [0, 'Would apply 1 edit.\n']);
    assert.equal(read(), 'a==1\ntorch\nb==1\n');
    assert.ok(
      out.endsWith(
        '--- a/requirements.txt\n+++ b/requirements.txt\n@@ -1,3 +1,3 @@\n a==1\n-torch\n+torch==9.0.0\n b==1\n',
      ),
      out,
    );
  });

  it('never shows a password or token, neither in what changes nor beside it', async () => {
    const { folder } = project(
      '-i https://me:s3cr3t-w0rd@pypi.example/simple\ntorch\nhttp://ghp_0123456789abcdef@x.example/a.zip\n',
    );
    for (const options of [[], ['--suggested']]) {
      const { out } = await run('fix', folder, '--dry-run', ...options);
      assert.match(out, /^[ -]-i https:\/\/me:\*{4}@pypi\.example\/simple$/m);
      assert.match(out, /\*{4}@x\.example/);
      assert.doesNotMatch(out, /s3cr3t|ghp_/);
    }
  });

  it('gives a difference that git can apply, CRLF or not', async () => {
    for (const text of ['a==1\ntorch\n', 'a==1\r\ntorch\r\n', 'torch']) {
      const { folder, read } = project(text);
      const { out } = await run('fix', folder, '--dry-run');
      writeFileSync(path.join(folder, 'p.diff'), out);
      execFileSync('git', ['apply', '--unsafe-paths', `--directory=${folder}`, 'p.diff'], {
        cwd: folder,
        stdio: 'pipe',
      });
      assert.equal(read(), text.replace('torch', 'torch==9.0.0'));
    }
  });

  it('applies suggestions only when asked, and only rules that are named', async () => {
    const { folder, read } = project('tensorflwo\ntorch\n');
    await run('fix', folder, '--suggested', '--rule', 'dependency/malicious');
    assert.equal(read(), 'torch\n');
    await run('fix', folder, '--rule', 'dependency/unpinned');
    assert.equal(read(), 'torch==9.0.0\n');
  });

  it('changes what it is asked about, and nothing that is suppressed', async () => {
    const folder = temporaryFolder({
      'a/requirements.txt': 'torch\n',
      'b/requirements.txt': 'torch\n',
      'c/requirements.txt': 'torch # weighbridge: ignore dependency/unpinned -- ours\n',
      ...torch,
    });
    await run('fix', `${folder}/a`, `${folder}/c`);
    const read = (name: string): string => readFileSync(path.join(folder, name, 'requirements.txt'), 'utf8');
    assert.deepEqual([read('a'), read('b')], ['torch==9.0.0\n', 'torch\n']);
    await run('fix', folder);
    assert.deepEqual([read('a'), read('b')], ['torch==9.0.0\n', 'torch==9.0.0\n']);
    assert.match(read('c'), /^torch #/);
  });

  it('goes on until there is nothing more to fix', async () => {
    const folder = temporaryFolder({ 'requirements.txt': 'jinja2\n', 'requirements-dev.txt': 'jinja2==3.0.0\n' });
    const text = (): string => readFileSync(path.join(folder, 'requirements.txt'), 'utf8');
    await run('fix', folder, '--suggested');
    const [, fixed] = /^jinja2==(3\.1\.\d+)\n$/.exec(text())!;
    assert.equal(readFileSync(path.join(folder, 'requirements-dev.txt'), 'utf8'), `jinja2==${fixed}\n`);
    assert.equal((await run('fix', folder, '--suggested')).err, 'Applied 0 edits.\n');
  });

  it('leaves a file alone that it cannot write back as it was', async () => {
    const utf16 = Buffer.from('\uFEFFtorch\r\n', 'utf16le');
    const { folder } = project(utf16);
    const { code, err } = await run('fix', folder);
    assert.equal(code, 2);
    assert.match(err, /requirements\.txt .* is not UTF-8; it was left as it is\./);
    assert.deepEqual(readFileSync(path.join(folder, 'requirements.txt')), utf16);
  });

  it('gives 2 for words that make no sense', async () => {
    for (const words of [['--nonsense'], ['--rule', 'no/rule'], ['/nowhere/at/all']]) {
      assert.equal((await run('fix', ...words)).code, 2, words.join(' '));
    }
  });
});
