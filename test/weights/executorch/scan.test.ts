import { deepEqual } from 'node:assert/strict';
import { flatBuffer } from '../flatbuffer';
import { scanned } from '../scanned';

const program = (...backends: readonly string[]): Uint8Array =>
  flatBuffer('ET12', { 0: 0, 1: [{ 0: 'forward', 6: [{ 0: 'aten::add' }], 7: backends.map((id) => ({ 0: id })) }] });

describe('weights: scan of ExecuTorch', () => {
  it('finds nothing in operators of the runtime', async () => {
    deepEqual(await scanned('m.pte', program()), ['executorch']);
  });

  it('says that compiled parts cannot be read', async () => {
    deepEqual(await scanned('m.pte', program('QnnBackend')), ['executorch', 'unknown: executorch/compiled QnnBackend']);
  });

  it('never calls a broken program safe', async () => {
    const whole = program();
    for (let length = 8; length < whole.length - 1; length++)
      deepEqual(
        await scanned('m.pte', whole.subarray(0, length)),
        ['executorch', 'unknown: executorch/broken'],
        String(length),
      );
  });
});
