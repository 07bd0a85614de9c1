import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { nodeHost } from '../../src/host/node';
import { Session } from '../../src/session';
import { temporaryFolder } from '../host/temporary-folder';
import { said } from './open';

const host = nodeHost({ info: () => undefined, warn: () => undefined });

describe('a session on the disk', () => {
  it('passes by loops, pipes and what other people made', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = temporaryFolder({
      'requirements.txt': 'torch\r\n',
      'sub/real.txt': 'numpy\n',
      'node_modules/x/requirements.txt': 'left-pad\n',
      'venv/pyvenv.cfg': '',
      'venv/lib/requirements.txt': 'x\n',
    });
    symlinkSync('..', path.join(folder, 'sub/loop'));
    symlinkSync('self', path.join(folder, 'self'));
    symlinkSync('real.txt', path.join(folder, 'sub/requirements.txt'));
    symlinkSync('nowhere', path.join(folder, 'sub/constraints.txt'));
    execFileSync('mkfifo', [path.join(folder, 'requirements-pipe.txt')]);

    const session = new Session(host, { roots: [folder] });
    await session.load();
    assert.deepEqual(said(session), [
      `${folder}/requirements.txt:0 dependency/unpinned`,
      `${folder}/sub/requirements.txt:0 dependency/unpinned`,
    ]);
  });

  it('reads names of any script, with spaces and signs', async () => {
    const names = ['ü ñ', '中文', 'a#b%20c', '[x](y)', "it's", '{a,b}'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [`${name}/requirements.txt`, 'torch\n'])));
    const session = new Session(host, { roots: [folder] });
    await session.load();
    assert.equal(said(session).length, names.length);
  });

  it('says that a root is not there', async () => {
    const folder = temporaryFolder();
    const session = new Session(host, { roots: [`${folder}/none`] });
    await session.load();
    assert.deepEqual(said(session), [`${folder}/none:0 unreadable`]);
  });
});
