import assert from 'node:assert/strict';
import { brief, findingsOf } from '../findings-of';
import { bytesOf } from './assemble';

async function codesOf(text: string): Promise<readonly string[]> {
  return brief(await findingsOf('model.pkl', bytesOf(text)));
}

describe('weights: pickles that Python refuses', () => {
  for (const [what, text] of [
    ['a text that is no UTF-8', '\x80\x04\x8c\x02\xc3\x28.'],
    ['a text cut within a character', '\x80\x04\x8c\x01\xc3.'],
    ['a name that is no UTF-8', '\x80\x04csklearn.svm\nSV\xff\n.'],
    ['a call of a number', '\x80\x04K\x01)R.'],
    ['a call with a list for its arguments', '\x80\x04ccollections\nOrderedDict\n]R.'],
    ['a class that is a text', "\x80\x04S'a'\n)\x81."],
    ['keywords in a tuple', '\x80\x04ccollections\nOrderedDict\n))\x92.'],
    ['the state of a list', '\x80\x04]}b.'],
    ['an item for a tuple', '\x80\x04)Na.'],
    ['a pair for a list', '\x80\x04]NNs.'],
    ['a key without its value', '\x80\x04}(K\x01u.'],
    ['a dictionary without its last value', '\x80\x04(K\x01d.'],
    ['a list for a key', '\x80\x04}]Ns.'],
    ['a list within a tuple for a key', '\x80\x04}]\x85\x85Ns.'],
    ['a dictionary in a set', '\x80\x04\x8f(}\x90.'],
    ['a list in a frozen set', '\x80\x04(]\x91.'],
    ['an item for a frozen set', '\x80\x04(\x91(N\x90.'],
    ['the name of a stored object that is not ASCII', '\x80\x04P\xe9\n.'],
  ] as const) {
    it(`are unknown, and followed all the same: ${what}`, async () => {
      assert.deepEqual(await codesOf(text), ['pickle/refused']);
      const more = `${text.slice(0, -1)}0cos\nsystem\n(S'echo hi'\ntR.`;
      assert.deepEqual(await codesOf(more), ['pickle/refused', 'pickle/dangerous-call']);
    });
  }

  it('are not those of which anything is like what Python writes', async () => {
    for (const text of [
      '\x80\x04\x8c\x03\xed\xa0\x80.',
      '\x80\x04}((K\x01\x91N)\x85NNNu.',
      '\x80\x04ccollections\nOrderedDict\n)RNa.',
      '\x80\x04ccollections\nOrderedDict\n)}\x92.',
    ])
      assert.deepEqual(await codesOf(text), [], text);
  });

  for (const line of [
    'I1',
    'I-0x1F',
    'I010',
    'I00',
    'I01',
    'L12L',
    'L1_000',
    'F1.5',
    'F-1e-7',
    'Finf',
    'V\\u00e9',
    'V\\\\u',
  ])
    it(`are not those with the line ${line}`, async () => assert.deepEqual(await codesOf(`\x80\x02${line}\n.`), []));
  for (const line of ['I', 'I1x', 'I0x', 'I089', 'I1__0', 'L-', 'F', 'F1e', 'F1_0', 'F0x1', 'V\\u00e', 'V\\U00110000'])
    it(`are those with the line ${line}`, async () =>
      assert.deepEqual(await codesOf(`\x80\x02N0${line}\n.`), ['pickle/broken']));
  for (const line of ["S'a", "S'", 'Sa', "S'\\x1'", `S'\\'`])
    it(`are those with the text ${line}`, async () =>
      assert.deepEqual(await codesOf(`\x80\x02N0${line}\n.`), ['pickle/broken']));
});
