import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { nodeHost } from '../../src/host/node';
import { FileError } from '../../src/host/ports';
import { temporaryFolder } from './temporary-folder';

describe('host: folders of the disk', () => {
  const { files } = nodeHost({ info: () => undefined, warn: () => undefined });

  it('are made with those above them, for this user alone, and may be there already', async () => {
    const folder = `${temporaryFolder()}/a/b`;
    await files.makeFolder(folder);
    await files.makeFolder(folder);
    if (process.platform !== 'win32') assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('are refused where they cannot be made', async () => {
    const refused = (error: unknown): boolean => error instanceof FileError && error.code === 'not-writable';
    await assert.rejects(files.makeFolder(`${temporaryFolder({ file: '' })}/file/a`), refused);
    if (process.platform === 'linux') await assert.rejects(files.makeFolder('/proc/nowhere/a'), refused);
  });
});
