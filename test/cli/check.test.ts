import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { temporaryFolder } from '../host/temporary-folder';
import { run } from './run';

describe('weighbridge check', () => {
  const clean = temporaryFolder({ 'requirements.txt': 'torch==9.0.0\n' });
  const warned = temporaryFolder({ 'requirements.txt': 'torch\n', 'sub/requirements.txt': 'numpy\n' });
  const bad = temporaryFolder({ 'requirements.txt': 'ultralytics==8.3.41\n' });

  it('gives 0 for nothing found, and below the threshold', async () => {
    const { code, out, err } = await run('check', clean);
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^No findings; 1 component in 1 file\.\nAdvisories as of 20\d\d-\d\d-\d\d \(\d+\), malicious packages \(\d+ reports\)\.\n$/,
    );
    assert.equal((await run('check', warned)).code, 0);
  });

  it('gives 1 for findings at or above the threshold', async () => {
    assert.equal((await run('check', bad)).code, 1);
    assert.equal((await run('check', warned, '--fail-on', 'warning')).code, 1);
    assert.equal((await run('check', warned, '--fail-on=info')).code, 1);
    assert.equal((await run('check', bad, '--fail-on', 'never')).code, 0);
  });

  it('gives 2 for words that make no sense, and says which', async () => {
    const cases: readonly (readonly [words: readonly string[], message: RegExp])[] = [
      [['--nonsense'], /Unknown option '--nonsense'/],
      [['--format', 'xml'], /--format takes one of: text, json, sarif, github, markdown\./],
      [['--format'], /--format/],
      [['--fail-on', 'fatal'], /--fail-on takes one of/],
      [['--rule', 'no/rule=off'], /there is no rule "no\/rule"\./],
      [['--rule', 'dependency/unpinned'], /takes one of: off, info, warning, error/],
      [['--rule', 'dependency/unpinned=fatal'], /takes one of: off, info, warning, error/],
      [[`${clean}/nowhere`], /there is no file or folder/],
      [[clean, '--baseline', `${clean}/none.json`], /baseline .* could not be read/],
      [[clean, '--baseline', `${clean}/requirements.txt`], /is not a result of/],
    ];
    for (const [words, message] of cases) {
      const { code, out, err } = await run('check', ...words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, message);
      assert.match(err, /Usage: weighbridge check/);
      assert.doesNotMatch(err, /\bat \w+ \(/);
    }
  });

  it('takes a rule up, down or out', async () => {
    assert.equal((await run('check', warned, '--rule', 'dependency/unpinned=error')).code, 1);
    const { out } = await run('check', warned, '--rule', 'dependency/unpinned=off', '--format', 'json');
    assert.deepEqual((JSON.parse(out) as { findings: unknown }).findings, []);
  });

  it('looks at what it is asked about, with the rest around it', async () => {
    const files = async (...paths: string[]): Promise<readonly string[]> => {
      const { out } = await run('check', ...paths, '--format', 'json');
      return (JSON.parse(out) as { findings: { file: string }[] }).findings.map(({ file }) => file);
    };
    assert.deepEqual(await files(warned), ['requirements.txt', 'sub/requirements.txt']);
    assert.deepEqual(await files(`${warned}/sub`), ['requirements.txt']);
    assert.deepEqual(await files(`${warned}/requirements.txt`), ['requirements.txt']);
    assert.deepEqual(await files(`${warned}/sub`, `${warned}/requirements.txt`), [
      'requirements.txt',
      'sub/requirements.txt',
    ]);
  });

  it('writes to a file, and says so where it cannot', async () => {
    const target = `${temporaryFolder()}/out.json`;
    const { code, out } = await run('check', bad, '--format', 'json', '--output', target);
    assert.deepEqual([code, out], [1, '']);
    assert.equal((JSON.parse(readFileSync(target, 'utf8')) as { findings: unknown[] }).findings.length, 1);
    const failed = await run('check', clean, '--output', `${target}/none/out.txt`);
    assert.equal(failed.code, 2);
    assert.match(failed.err, /could not be written/);
  });

  it('counts what a baseline knows as suppressed', async () => {
    const baseline = `${temporaryFolder()}/baseline.json`;
    await run('check', bad, '--format', 'json', '--output', baseline);
    const { code, out } = await run('check', bad, '--baseline', baseline, '--format', 'json');
    const { summary } = JSON.parse(out) as { summary: object };
    assert.equal(code, 0);
    assert.deepEqual(summary, { files: 1, components: 1, error: 0, warning: 0, info: 0, suppressed: 1 });
  });

  it('gives the same for the same project, byte for byte', async () => {
    for (const format of ['text', 'json', 'sarif', 'github', 'markdown']) {
      assert.deepEqual(await run('check', warned, '--format', format), await run('check', warned, '--format', format));
    }
  });

  it('goes on after files that it cannot read', async () => {
    const folder = temporaryFolder({ 'requirements.txt': Uint8Array.of(0xe9), 'a/requirements.txt': 'torch\n' });
    const { code, out } = await run('check', folder);
    assert.equal(code, 0);
    assert.match(out, /^requirements\.txt\n {2}1:1 {6}problem .* not-utf-8$/m);
    assert.match(out, /dependency\/unpinned$/m);
  });
});
