import assert from 'node:assert/strict';
import { rules } from '../../src/rules';
import { temporaryFolder } from '../host/temporary-folder';
import { run } from './run';

describe('weighbridge', () => {
  it('tells what it can do, and with no word at all that is a mistake', async () => {
    for (const word of ['--help', '-h', 'help']) {
      const { code, out } = await run(word);
      assert.equal(code, 0);
      for (const name of ['check', 'fix', 'mbom', 'graph', 'explain', 'rules', 'lsp'])
        assert.match(out, new RegExp(`^  ${name} `, 'm'));
    }
    assert.equal((await run(undefined)).code, 2);
  });

  it('tells its version', async () => {
    const { code, out } = await run('--version');
    assert.equal(code, 0);
    assert.match(out, /^weighbridge \d+\.\d+\.\d+\n$/);
  });

  it('tells more of each command', async () => {
    for (const name of ['check', 'fix', 'mbom', 'graph', 'explain', 'rules']) {
      const { code, out } = await run(name, '--help');
      assert.equal(code, 0);
      assert.ok(out.startsWith(`Usage: weighbridge ${name}`));
    }
  });

  it('gives 2 for a command or an option that it does not know', async () => {
    const { code, err } = await run('chek');
    assert.deepEqual([code, err], [2, 'weighbridge: there is no command "chek". "weighbridge help" lists them.\n']);
    for (const name of ['check', 'fix', 'mbom', 'graph', 'explain', 'rules']) {
      assert.equal((await run(name, '--nonsense')).code, 2, name);
    }
  });

  it('lists its rules', async () => {
    const { out } = await run('rules', '--format', 'json');
    assert.deepEqual(
      JSON.parse(out),
      rules.map(({ id, title, severity, fix, reads }) => ({ id, title, severity, fix, reads })),
    );
    assert.equal((await run('rules')).out.split('\n').length, rules.length + 1);
  });

  it('shows the inventory', async () => {
    const folder = temporaryFolder({ 'requirements.txt': 'torch==9.0.0\n' });
    const { code, out } = await run('graph', folder);
    const graph = JSON.parse(out) as { components: { id: string }[]; relations: { kind: string }[] };
    assert.equal(code, 0);
    assert.ok(graph.components.some(({ id }) => id === 'pkg:pypi/torch@9.0.0'));
    assert.deepEqual(
      graph.relations.map(({ kind }) => kind),
      ['uses'],
    );
    assert.match((await run('graph', folder, '--format', 'dot')).out, /^digraph/);
    assert.equal((await run('graph', folder, '--format', 'xml')).code, 2);
  });

  it('writes an MBOM, the same bytes each time', async () => {
    const folder = temporaryFolder({ 'requirements.txt': 'torch==9.0.0\n' });
    const first = await run('mbom', folder);
    const { specVersion, components } = JSON.parse(first.out) as {
      specVersion: string;
      components: { purl: string }[];
    };
    assert.deepEqual([first.code, specVersion, components[0]?.purl], [0, '1.6', 'pkg:pypi/torch@9.0.0']);
    assert.equal((await run('mbom', folder)).out, first.out);
    assert.equal((await run('mbom', folder, '--spec-version', '1.0')).code, 2);
    assert.equal((await run('mbom', `${folder}/nowhere`)).code, 2);
  });

  it('explains no rule that it does not have', async () => {
    for (const words of [[], ['no/rule'], ['../../package.json'], ['constructor']]) {
      const { code, out } = await run('explain', ...words);
      assert.deepEqual([code, out], [2, '']);
    }
  });
});
