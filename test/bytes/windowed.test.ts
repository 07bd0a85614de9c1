import { deepEqual } from 'node:assert/strict';
import { windowed } from '../../src/bytes/windowed';

describe('bytes: reading in windows', () => {
  it('gives the same bytes for fewer reads', async () => {
    const asked: string[] = [];
    const bytes = Uint8Array.from({ length: 40_000 }, (_, at) => at & 255);
    const source = windowed({
      size: bytes.length,
      read(offset, length) {
        asked.push(`${offset}+${length}`);
        return Promise.resolve(bytes.subarray(offset, offset + length));
      },
    });
    for (const [offset, length] of [
      [0, 4],
      [100, 30],
      [16_380, 8],
      [39_990, 30],
      [5, 20_000],
    ] as const)
      deepEqual(await source.read(offset, length), bytes.subarray(offset, offset + length));
    deepEqual(asked, ['0+16384', '16380+16384', '39990+30', '5+20000']);
  });
});
