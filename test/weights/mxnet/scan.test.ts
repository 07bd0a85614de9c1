import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';
import { array, parameters, u64 } from './parameters';

describe('weights: scan of MXNet', () => {
  it('finds nothing in arrays and their names', async () => {
    deepEqual(await scanned('m.params', parameters(array(1, 0, 0, 128, 63))), ['mxnet']);
  });

  it('never calls broken parameters safe', async () => {
    const broken = ['mxnet', 'unknown: mxnet/broken'];
    const whole = parameters(array(1, 0, 0, 128, 63));
    for (let length = 8; length < whole.length; length++)
      deepEqual(await scanned('m.params', whole.slice(0, length)), broken);
    deepEqual(await scanned('m.params', [...whole, 0]), broken);
    deepEqual(await scanned('m.params', parameters(array(2 ** 40, 0, 0, 128, 63))), broken);
    deepEqual(await scanned('m.params', [...u64(0x112), ...u64(0), ...u64(2 ** 50)]), broken);
  });
});
