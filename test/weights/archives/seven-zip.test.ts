import assert from 'node:assert/strict';
import { verdictOf } from '../../../src/domain/scan';
import { brief, findingsOf } from '../findings-of';
import { encryptedSevenZip, sevenZips } from './seven-zips';

describe('weights: scan of 7z archives', () => {
  for (const [name, bytes] of Object.entries(sevenZips)) {
    it(`looks into one that is packed by ${name}`, async () => {
      assert.deepEqual(brief(await findingsOf('m.7z', bytes)), ['pickle/dangerous-call in evil.pkl']);
    });

    it(`is never safe where one is cut or wrong that is packed by ${name}`, async () => {
      for (let length = 8; length < bytes.length; length++)
        assert.notEqual(verdictOf(await findingsOf('m.7z', bytes.subarray(0, length))), 'safe', `${length} bytes`);
      for (let at = 6; at < bytes.length; at++) {
        const wrong = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
        assert.notEqual(verdictOf(await findingsOf('m.7z', wrong)), 'safe', `byte ${at}`);
      }
    });
  }

  it('takes the name of a model for a lie, and says what is inside all the same', async () => {
    const found = await findingsOf('model.pt', sevenZips.Deflate64);
    assert.deepEqual(brief(found), ['archive/unusual', 'pickle/dangerous-call in evil.pkl']);
  });

  it('does not know what is encrypted', async () => {
    assert.deepEqual(brief(await findingsOf('m.7z', encryptedSevenZip)), ['7z/unsupported']);
  });

  it('says so where it may not unpack so much', async () => {
    assert.deepEqual(brief(await findingsOf('m.7z', sevenZips.Deflate64, 20)), ['weights/limit']);
    for (let limit = 0; limit < 2 * sevenZips.Deflate64.length; limit++)
      assert.notEqual(verdictOf(await findingsOf('m.7z', sevenZips.Deflate64, limit)), 'safe', `${limit} bytes`);
  });
});
