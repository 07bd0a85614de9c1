import assert from 'node:assert/strict';
import { brief, findingsOf } from '../findings-of';
import { bytesOf, global, long } from './assemble';
import { legacyTorch } from './samples';

const { magic, protocol, system, storage, keys, tensor } = legacyTorch;
const two = `\x80\x02](${storage('FloatStorage', 'a', 30)}${storage('LongStorage', 'b', 2)}e.`;
const pickles = `${magic}${protocol}${system}${two}${keys('a', 'b')}`;

async function codesOf(file: string): Promise<readonly string[]> {
  return brief(await findingsOf('model.pt', bytesOf(file)));
}

describe('weights: the tensors behind the pickles of old PyTorch files', () => {
  const behind = `${tensor(30, 4)}${tensor(2, 8)}`;

  it('are those that the pickles name, and reach to the end of the file', async () => {
    assert.deepEqual(await codesOf(pickles + behind), []);
    assert.deepEqual(await codesOf(`${magic}${protocol}${system}${system}${keys()}`), []);
    const ofPython2 = (text: string): string => text.replaceAll(/X([^])\0\0\0/g, 'U$1');
    assert.deepEqual(await codesOf(ofPython2(pickles) + behind), []);
  });

  it('do not where the file breaks off, or goes on', async () => {
    const whole = pickles + behind;
    for (const cut of [1, 9, 16, 24, 25, 100, behind.length])
      assert.deepEqual(await codesOf(whole.slice(0, -cut)), ['pickle/broken-tensors'], String(cut));
    assert.deepEqual(await codesOf(`${whole}\0`), ['pickle/broken-tensors']);
  });

  it('are told where they are others than the pickles name', async () => {
    for (const file of [
      pickles.replace(two, two.replace(long('b'), long('c'))) + behind,
      pickles.replace('FloatStorage', 'FlaotStorage') + behind,
      pickles.replace('LongStorage', 'IntStorage') + behind,
      pickles.replace(long('storage'), long('Storage')) + behind,
      pickles.replace(protocol, '\x80\x02M\xe8\x03.') + behind,
      pickles + tensor(31, 4) + tensor(2, 8),
      `${magic}${protocol}${system}${system}\x80\x02}.`,
      `${magic}${protocol}${system}\x80\x02(${long('storage')}${global('torch', 'FloatStorage')}NNtQ.${keys()}`,
    ])
      assert.deepEqual(await codesOf(file), ['pickle/broken-tensors']);
  });
});
