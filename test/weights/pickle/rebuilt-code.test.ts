import assert from 'node:assert/strict';
import { brief, findingsOf } from '../findings-of';
import { bytesOf } from './assemble';

/** A function as cloudpickle writes it down, whose code uses these names. */
function written(...names: readonly string[]): string {
  const typed = "ccloudpickle.cloudpickle\n_builtin_type\n(S'CodeType'\ntR";
  const code = `${typed}(K\x01K\0K\0C\x02|\0(Nt(${names.map((name) => `S'${name}'\n`).join('')}t(S'x'\nttR`;
  return `\x80\x03ccloudpickle.cloudpickle\n_make_function\n(${code}N}NNtR`;
}

async function verdicts(text: string): Promise<readonly string[]> {
  const found = await findingsOf('model.pkl', bytesOf(text));
  return [...new Set(found.map(({ verdict, code }) => `${verdict}: ${code}`))];
}

describe('weights: code that a pickle rebuilds', () => {
  it('is suspicious where it only computes', async () => {
    assert.deepEqual(await verdicts(`${written('log', 'sum')}.`), ['suspicious: pickle/embedded-code']);
    assert.deepEqual(await verdicts(`${written('os', 'path', 'join')}.`), ['suspicious: pickle/embedded-code']);
  });

  for (const names of [
    ['os', 'system'],
    ['subprocess', 'run'],
    ['__import__'],
    ['urllib', 'request', 'urlopen'],
    ['eval'],
  ])
    it(`is dangerous where it uses ${names.join('.')}`, async () =>
      assert.ok((await verdicts(`${written(...names)}.`)).includes('dangerous: pickle/embedded-code')));

  it('is dangerous where it is called at once', async () => {
    assert.ok((await verdicts(`${written('log')}(K\x01tR.`)).includes('dangerous: pickle/computed-call'));
  });

  it('is dangerous where no writer wrote it', async () => {
    const given = (maker: string): string => `c${maker}\n(S'echo'\ntR.`;
    for (const maker of ['cloudpickle.cloudpickle\n_make_function', 'dill._dill\n_create_code'])
      assert.deepEqual(await verdicts(given(maker)), ['dangerous: pickle/embedded-code']);
    assert.deepEqual(await verdicts(given('types\nCodeType')), ['dangerous: pickle/dangerous-call']);
  });

  it('is suspicious where an object is made of a class that is brought along, and dangerous where the class is called', async () => {
    const made = `cdill._dill\n_create_type\n(cbuiltins\ntype\nS'Model'\n(cbuiltins\nobject\nt}S'f'\n${written('log').slice(2)}stR`;
    const object = ['suspicious: pickle/embedded-object', 'suspicious: pickle/embedded-code'];
    assert.deepEqual(new Set(await verdicts(`\x80\x03${made})\x81}b.`)), new Set(object));
    assert.ok((await verdicts(`\x80\x03${made})R.`)).includes('dangerous: pickle/computed-call'));
    const point = "cdill._dill\n_create_namedtuple\n(S'Point'\n(S'x'\ntS'__main__'\ntR";
    assert.deepEqual(new Set(await verdicts(`\x80\x03${point}K\x01\x85\x81.`)), new Set(object));
  });

  it('takes a module for what it is', async () => {
    const imports = (module: string): string => `ccloudpickle.cloudpickle\nsubimport\n(S'${module}'\ntR.`;
    assert.deepEqual(await verdicts(imports('numpy')), ['suspicious: pickle/embedded-code']);
    assert.deepEqual(await verdicts(imports('os')), ['dangerous: pickle/embedded-code']);
  });

  it('leaves types alone that are only named, and functions that only print', async () => {
    for (const text of [
      "(lp0\ncdill._dill\n_load_type\n(S'LambdaType'\ntRa.",
      "cdill._dill\n_load_type\n(S'ObjectType'\ntR.",
      "ccloudpickle.cloudpickle\n_builtin_type\n(S'SimpleNamespace'\ntR.",
      '}S"log"\ncbuiltins\nprint\ns.',
    ])
      assert.deepEqual(brief(await findingsOf('model.pkl', bytesOf(text))), [], text);
    assert.deepEqual(await verdicts("cbuiltins\nprint\n(S'x'\ntR."), ['dangerous: pickle/dangerous-call']);
  });
});
