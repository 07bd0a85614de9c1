import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../host/temporary-folder';
import { run } from './run';

const shell = 'cposix\nsystem\n(S"echo hi"\ntR.';
const header = '{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  ';
const tensors = Buffer.concat([
  Buffer.from([header.length, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from(header),
  Buffer.alloc(4),
]);

describe('weighbridge inspect', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder, name);
  before(() => {
    mkdirSync(at('models'));
    writeFileSync(at('shell.pkl'), shell);
    writeFileSync(at('tensors.safetensors'), tensors);
    writeFileSync(at('empty.pt'), '');
    writeFileSync(at('evil\u202egnp.pkl'), shell);
  });

  it('gives 0 where all files are safe, and 1 where one is not', async () => {
    assert.equal((await run('inspect', at('tensors.safetensors'))).code, 0);
    assert.equal((await run('inspect', at('tensors.safetensors'), at('shell.pkl'))).code, 1);
    assert.equal((await run('inspect', at('empty.pt'))).code, 1);
  });

  it('tells people what a file is, with a digest and the opcodes where they are asked for', async () => {
    const { out } = await run('inspect', '--opcodes', '--hash', at('shell.pkl'));
    assert.match(out, /^ {2}format pickle, \d+ bytes$/m);
    assert.match(out, /^ {2}sha256: [0-9a-f]{64}$/m);
    assert.match(out, /^ {4}0: GLOBAL posix system$/m);
    assert.match((await run('inspect', at('empty.pt'))).out, /unknown +This file is empty\./);
  });

  it('names files below the current folder from there, others as they were given, with all steering signs spelled out', async () => {
    const here = process.cwd();
    process.chdir(folder);
    try {
      assert.match((await run('inspect', at('shell.pkl'))).out, /^shell\.pkl\n/);
    } finally {
      process.chdir(here);
    }
    assert.match((await run('inspect', at('evil\u202egnp.pkl'))).out, /evil\\u\{202e\}gnp\.pkl\n/);
    const { out } = await run('inspect', '--format', 'json', at('evil\u202egnp.pkl'));
    assert.ok(!out.includes('\u202e'));
    const { files } = JSON.parse(out) as { files: { file: string }[] };
    assert.equal(files[0]?.file, at('evil\u202egnp.pkl'));
  });

  it('gives 2 where a file cannot be read, says which, and tells of the others all the same', async () => {
    const { code, out, err } = await run('inspect', at('gone\u001b.pt'), at('shell.pkl'), at('models'));
    assert.equal(code, 2);
    assert.match(out, /dangerous: /);
    assert.match(
      err,
      /^weighbridge: there is no file \S+gone\\u\{1b\}\.pt\.\nweighbridge: \S+models is a folder\. Name the files/,
    );
    const alone = await run('inspect', '--format', 'json', at('gone.pt'));
    assert.deepEqual([alone.code, alone.out], [2, '']);
  });

  it('gives 2 for words that make no sense', async () => {
    for (const words of [[], ['--format', 'sarif', at('shell.pkl')], ['--deep', at('shell.pkl')]])
      assert.equal((await run('inspect', ...words)).code, 2);
  });
});
