import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { scanTflite } from '../../../src/weights/tflite/scan';
import { flatBuffer } from '../flatbuffer';

/** A model with these operators, each used once; `index` is that of one more use. */
function model(codes: readonly string[], index = 0): Uint8Array {
  const uses = [...codes.keys(), index].map((at) => ({ 0: at }));
  return flatBuffer('TFL3', {
    0: 3,
    1: codes.map((code) => (code === '' ? { 3: 9 } : { 1: code, 3: 32 })),
    2: [{ 3: uses }],
    4: [{}, { 0: Uint8Array.of(1, 2, 3, 4) }],
  });
}

async function found(bytes: Uint8Array): Promise<readonly unknown[]> {
  const findings = await scanTflite({ path: 'm.tflite', source: sourceOf(bytes), head: bytes });
  return findings.map(({ code, verdict, data }) => `${verdict}: ${(data?.operator as string | undefined) ?? code}`);
}

describe('weights: scan of TensorFlow Lite', () => {
  it('finds nothing in operators that compute, nor in those that the program brings along', async () => {
    assert.deepEqual(await found(model(['', 'TFLite_Detection_PostProcess', 'FlexErf'])), []);
  });

  it('finds operators of TensorFlow that reach files', async () => {
    assert.deepEqual(await found(model(['', 'FlexWriteFile', 'FlexTextLineDataset'])), [
      'dangerous: WriteFile',
      'suspicious: TextLineDataset',
    ]);
  });

  it('never calls a broken model safe', async () => {
    const whole = model(['', 'FlexErf']);
    assert.deepEqual(await found(model([''], 7)), ['unknown: tflite/broken']);
    for (let length = 8; length < whole.length - 1; length++)
      assert.deepEqual(await found(whole.subarray(0, length)), ['unknown: tflite/broken'], String(length));
  });
});
