import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { temporaryFolder } from '../host/temporary-folder';

const binary = 'dist/cli.js';

describe('dist/cli.js', () => {
  before(function () {
    if (existsSync(binary)) return;
    console.warn(`SKIPPED: ${binary} is not built; "npm run build" makes it.`);
    this.skip();
  });

  const ran = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [binary, ...words], { encoding: 'utf8' });

  it('ends with the code of its command', () => {
    const folder = temporaryFolder({ 'requirements.txt': 'ultralytics==8.3.41\n' });
    const { status, stdout, stderr } = ran('check', folder);
    assert.deepEqual([status, stderr], [1, '']);
    assert.match(stdout, /dependency\/malicious/);
    assert.equal(ran('check', '--nonsense').status, 2);
    assert.equal(ran('--version').status, 0);
  });

  it('prints the page of a rule', () => {
    const { status, stdout } = ran('explain', 'dependency/unpinned');
    assert.equal(status, 0);
    assert.match(stdout, /^## What it finds$/m);
  });

  it('ends quietly when nobody reads on', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `package-${at}\n`).join('');
    const folder = temporaryFolder({ 'requirements.txt': lines });
    const child = spawn(process.execPath, [binary, 'check', folder, '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((ended) => child.once('close', ended));
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
});
