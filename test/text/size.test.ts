import assert from 'node:assert/strict';
import { sizeText } from '../../src/text/size';

it('sizes in decimal units', () => {
  const said = [0, 1, 999, 1000, 91_300_000, 4_965_799_096, 2 ** 50].map(sizeText);
  assert.deepEqual(said, ['0 bytes', '1 byte', '999 bytes', '1.0 kB', '91.3 MB', '5.0 GB', '1125.9 TB']);
});
