import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import { unpackGzip } from '../../../src/bytes/gzip';
import { sourceOf } from '../../../src/bytes/source';
import { verdictOf } from '../../../src/domain/scan';
import { Budget } from '../../../src/weights/scan-context';
import { unpackWithin } from '../../../src/weights/unpacking';
import { brief, findingsOf } from '../findings-of';
import { zip } from '../zip/build';

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

  it('looks at the beginning of what is too much, and says that it ended there', async () => {
    const harm = gzipSync(Buffer.concat([harmful.subarray(0, -1), Buffer.alloc(20 << 20, 'N0')]));
    assert.deepEqual(brief(await findingsOf('m.pkl', harm)), ['weights/limit', dangerous]);
    assert.deepEqual(brief(await findingsOf('m.zip', zip([{ name: 'm.pkl', content: harm }]))), [
      'weights/limit in m.pkl',
      'pickle/dangerous-call in m.pkl!/unpacked',
    ]);
  });

  it('is never safe where less may be unpacked than there is', async () => {
    const late = Buffer.concat([Buffer.from('(N0'.repeat(20)), honest]);
    const files = { 'm.pkl': gzipSync(late), 'm.zip': zip([{ name: 'm.pkl', content: late, deflated: true }]) };
    for (const [name, bytes] of Object.entries(files))
      for (let limit = 0; limit < late.length; limit++)
        assert.notEqual(verdictOf(await findingsOf(name, bytes, limit)), 'safe', `${name} within ${limit} bytes`);
  });

  it('does not begin with a further bomb where others have cost enough', async () => {
    const budget = new Budget(1 << 30);
    budget.unpacking.unpacked = 3 << 20;
    const bomb = sourceOf(gzipSync(Buffer.alloc(8 << 20)));
    assert.equal((await unpackWithin(budget, unpackGzip, bomb))?.error?.code, 'too-large');
    assert.equal(await unpackWithin(budget, unpackGzip, bomb), undefined);
  });

  it('passes over what nobody looks at in a pickle, however long, to its end', async () => {
    const begin = gzipSync(Buffer.from([0x80, 4, 0x8e, 0, 0, 0, 4, 0, 0, 0, 0]));
    const literal = gzipSync(Buffer.alloc(16 << 20));
    const long = (end: Buffer): Uint8Array =>
      Buffer.concat([begin, literal, literal, literal, literal, gzipSync(Buffer.concat([Buffer.from('0'), end]))]);
    assert.deepEqual(await findingsOf('m.joblib', long(honest), 1 << 30), []);
    assert.deepEqual(brief(await findingsOf('m.joblib', long(harmful), 1 << 30)), [dangerous]);
  });

  it('does not call safe what it does not know', async () => {
    assert.deepEqual(brief(await findingsOf('notes.gz', gzipSync('some words'))), ['weights/unknown-format']);
    assert.deepEqual(brief(await findingsOf('m.pkl.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0))), [
      'packed/unknown',
    ]);
    assert.deepEqual(brief(await findingsOf('m.joblib', gzipSync(Buffer.alloc(100_000)), 5000)), ['weights/limit']);
  });
});
