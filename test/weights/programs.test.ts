import { deepEqual } from 'node:assert/strict';
import { scanned } from './scanned';

describe('weights: programs', () => {
  it('are told by their first bytes, where weights should be', async () => {
    const elf = [0x7f, ...Buffer.from('ELF'), 2, 1, 1, ...Array.from({ length: 64 }, () => 0)];
    deepEqual(await scanned('model.pt', elf), ['program', 'dangerous: weights/program']);
    deepEqual((await scanned('firmware.bin', elf))[0], 'unrecognized');
  });

  it('are expected in a llamafile', async () => {
    deepEqual(await scanned('m.llamafile', `MZqFpD='\n${'x'.repeat(100)}`), [
      'llamafile',
      'suspicious: weights/llamafile',
    ]);
  });
});
