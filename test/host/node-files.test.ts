import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { enginePath, nodeHost } from '../../src/host/node';
import { FileError } from '../../src/host/ports';
import { temporaryFolder } from './temporary-folder';

const { files } = nodeHost({ info: () => undefined, warn: () => undefined });
const isWindows = process.platform === 'win32';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no failure';
  } catch (error) {
    assert.ok(error instanceof FileError, String(error));
    return error.code;
  }
}

describe('files of the disk', () => {
  const folder = temporaryFolder({ 'a.txt': 'torch\n', 'empty.txt': '', 'sub/b.txt': 'x' });

  it('are read whole, or in part', async () => {
    assert.equal(Buffer.from(await files.read(`${folder}/a.txt`, 6)).toString(), 'torch\n');
    assert.equal((await files.read(`${folder}/empty.txt`, 0)).length, 0);
    assert.equal(Buffer.from(await files.readAt(`${folder}/a.txt`, 2, 3)).toString(), 'rch');
    assert.equal(Buffer.from(await files.readAt(`${folder}/a.txt`, 4, 100)).toString(), 'h\n');
    assert.equal((await files.readAt(`${folder}/a.txt`, 100, 10)).length, 0);
  });

  it('are refused with a code', async () => {
    assert.equal(await codeOf(files.read(`${folder}/a.txt`, 5)), 'too-large');
    assert.equal(await codeOf(files.read(`${folder}/none.txt`, 5)), 'not-found');
    assert.equal(await codeOf(files.read(`${folder}/a.txt/b`, 5)), 'not-found');
    assert.equal(await codeOf(files.read(`${folder}/sub`, 5)), 'unreadable');
    assert.equal(await codeOf(files.readAt(`${folder}/sub`, 0, 5)), 'unreadable');
    assert.equal(await codeOf(files.stat(`${folder}/none.txt`)), 'not-found');
    assert.equal(await codeOf(files.list(`${folder}/none`)), 'not-found');
    assert.equal(await codeOf(files.list(`${folder}/a.txt`)), 'not-found');
    assert.equal(await codeOf(files.real(`${folder}/none`)), 'not-found');
    assert.equal(await codeOf(files.read(`${folder}/a\0.txt`, 5)), 'unreadable');
  });

  it('are listed with their kinds', async function () {
    if (isWindows) this.skip();
    const mixed = temporaryFolder({ 'a.txt': '', 'sub/b.txt': '' });
    symlinkSync('a.txt', path.join(mixed, 'link'));
    execFileSync('mkfifo', [path.join(mixed, 'pipe')]);
    const entries = await files.list(mixed);
    assert.deepEqual(
      [...entries].sort((a, b) => (a.name < b.name ? -1 : 1)),
      [
        { name: 'a.txt', kind: 'file' },
        { name: 'link', kind: 'link' },
        { name: 'pipe', kind: 'other' },
        { name: 'sub', kind: 'folder' },
      ],
    );
  });

  it('do not hold up where they are pipes or loops', async function () {
    if (isWindows) this.skip();
    const strange = temporaryFolder();
    execFileSync('mkfifo', [path.join(strange, 'requirements.txt')]);
    symlinkSync('loop', path.join(strange, 'loop'));
    assert.equal(await codeOf(files.read(`${strange}/requirements.txt`, 100)), 'unreadable');
    assert.equal((await files.stat(`${strange}/requirements.txt`)).kind, 'other');
    assert.equal(await codeOf(files.read(`${strange}/loop`, 100)), 'unreadable');
    assert.equal(await codeOf(files.stat(`${strange}/loop`)), 'unreadable');
    await assert.rejects(files.read(`${strange}/requirements.txt`, 100), /^FileError: it is a device or a pipe$/);
    await assert.rejects(files.read(strange, 100), /^FileError: it is a folder$/);
    await assert.rejects(files.stat(`${strange}/loop`), /^FileError: its links lead in a circle$/);
  });

  it('say in words that there is no permission', async function () {
    const locked = temporaryFolder({ 'model.pkl': 'N.' });
    chmodSync(path.join(locked, 'model.pkl'), 0);
    if (isWindows || process.getuid?.() === 0) return this.skip();
    await assert.rejects(files.read(`${locked}/model.pkl`, 100), /^FileError: you have no permission$/);
  });

  it('are written in place of what was there, and leave no draft', async () => {
    const target = temporaryFolder({ 'a.txt': 'old' });
    await files.write(`${target}/a.txt`, 'new é\r\n');
    await files.write(`${target}/b.txt`, '');
    assert.equal(readFileSync(path.join(target, 'a.txt'), 'utf8'), 'new é\r\n');
    assert.deepEqual(readdirSync(target).sort(), ['a.txt', 'b.txt']);
    assert.equal(await codeOf(files.write(`${target}/none/a.txt`, '')), 'not-writable');
    assert.equal(await codeOf(files.write(target, '')), 'not-writable');
    assert.deepEqual(readdirSync(target).sort(), ['a.txt', 'b.txt']);
    assert.deepEqual(
      readdirSync(path.dirname(target)).filter((name) => name.endsWith('.tmp') && name.includes('weighbridge-test-')),
      [],
    );
  });

  it('keep their mode, and links stay links', async function () {
    if (isWindows) this.skip();
    const target = temporaryFolder({ 'a.sh': '', 'real/b.txt': 'old' });
    chmodSync(path.join(target, 'a.sh'), 0o755);
    symlinkSync('real/b.txt', path.join(target, 'link.txt'));
    await files.write(`${target}/a.sh`, '#');
    await files.write(`${target}/link.txt`, 'new');
    assert.equal(statSync(path.join(target, 'a.sh')).mode & 0o777, 0o755);
    assert.equal(readFileSync(path.join(target, 'real/b.txt'), 'utf8'), 'new');
    assert.equal(await files.real(`${target}/link.txt`), `${target}/real/b.txt`);
    assert.equal(statSync(path.join(target, 'real/b.txt')).mode & 0o111, 0);
    assert.deepEqual(readdirSync(target).sort(), ['a.sh', 'link.txt', 'real']);
  });

  it('that are devices or pipes are written to, not replaced', async function () {
    if (isWindows) this.skip();
    const target = temporaryFolder();
    symlinkSync('/dev/null', path.join(target, 'nothing'));
    assert.equal(await codeOf(files.write(`${target}/nothing`, 'x')), 'no failure');
    assert.ok(statSync('/dev/null').isCharacterDevice());
  });

  it('have paths in the form of the engine', () => {
    assert.equal(enginePath('.'), enginePath(process.cwd()));
    assert.equal(enginePath(`${folder}/sub/../a.txt`), `${folder}/a.txt`);
    assert.ok(!enginePath('a/b/').endsWith('/'));
    if (!isWindows) assert.equal(enginePath('/tmp/a\\b'), '/tmp/a\\b');
  });
});
