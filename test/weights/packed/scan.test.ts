import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import { brief, findingsOf } from '../findings-of';

const harmful = Buffer.from('cos\nsystem\n(S"id"\ntR.');
const honest = Buffer.from('}.');
const dangerous = 'pickle/dangerous-call in unpacked';

describe('weights: scan of packed files', () => {
  it('looks into what is packed, by the name that it has without the last ending', async () => {
    assert.deepEqual(await findingsOf('m.joblib', gzipSync(honest)), []);
    assert.deepEqual(brief(await findingsOf('m.joblib', gzipSync(harmful))), [dangerous]);
    assert.deepEqual(brief(await findingsOf('m.pkl.z', deflateSync(harmful))), [dangerous]);
    assert.deepEqual(brief(await findingsOf('m.bin.gz', gzipSync(harmful))), [dangerous]);
    assert.deepEqual(brief(await findingsOf('m.joblib', gzipSync(gzipSync(harmful)))), [`${dangerous}!/unpacked`]);
  });

  it('reads on behind the first member', async () => {
    assert.deepEqual(brief(await findingsOf('m.joblib', Buffer.concat([gzipSync(honest), gzipSync(harmful)]))), [
      dangerous,
    ]);
  });

  it('knows what runs before a fault is noticed', async () => {
    const wrongSum = gzipSync(harmful);
    wrongSum[wrongSum.length - 5]! ^= 1;
    assert.deepEqual(brief(await findingsOf('m.pkl', wrongSum)), ['packed/wrong-checksum', dangerous]);
    assert.deepEqual(brief(await findingsOf('m.pkl', gzipSync(harmful).subarray(0, -9))), [
      'packed/truncated',
      dangerous,
    ]);
  });

  it('says what stands behind the packed content', async () => {
    assert.deepEqual(brief(await findingsOf('m.pkl', Buffer.concat([gzipSync(honest), harmful]))), [
      'packed/trailing-bytes',
      'pickle/dangerous-call',
    ]);
  });

  it('does not call safe what it does not know', async () => {
    assert.deepEqual(brief(await findingsOf('notes.gz', gzipSync('some words'))), ['weights/unknown-format']);
    assert.deepEqual(brief(await findingsOf('m.pkl.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0))), [
      'packed/unknown',
    ]);
    assert.deepEqual(brief(await findingsOf('m.joblib', gzipSync(Buffer.alloc(100_000)), 5000)), ['weights/limit']);
  });
});
