import assert from 'node:assert/strict';
import { flaxModel, hdf5Files, onnxModel, plainModels } from './graph-samples';
import { changed, changesOf, verdictOn } from './mutated';
import { hdf5Reference } from './reference-hdf5';
import { acceptsMsgpack } from './reference-msgpack';
import { acceptsOnnx } from './reference-onnx';

async function wrongly(
  name: string,
  whole: Uint8Array,
  accepts: (bytes: Uint8Array) => boolean,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  assert.equal(await verdictOn(whole, name), 'safe');
  assert.ok(accepts(whole));
  for (let at = 0; at < whole.length; at++) {
    for (const value of changesOf(whole[at]!, [])) {
      const one = changed(whole, at, value);
      if ((await verdictOn(one, name)) === 'safe' && !accepts(one)) wrong.push(`byte ${at} to ${value}`);
    }
    const cut = whole.slice(0, at);
    if ((await verdictOn(cut, name)) === 'safe' && !accepts(cut)) wrong.push(`cut to ${at}`);
  }
  return wrong;
}

describe('weights: models beside what their formats say', () => {
  it('calls no ONNX model safe that a second reading refuses: each byte changed, and cut anywhere', async () => {
    assert.deepEqual(await wrongly('model.onnx', onnxModel(), acceptsOnnx), []);
  });

  it('calls no parameters of Flax safe that a second reading refuses', async () => {
    assert.deepEqual(await wrongly('flax_model.msgpack', flaxModel, acceptsMsgpack), []);
  });

  it('calls no HDF5 file safe that libhdf5 refuses', async function () {
    this.timeout(60_000);
    const accepts = await hdf5Reference();
    for (const file of hdf5Files()) assert.deepEqual(await wrongly('model.h5', file, accepts), []);
  });

  for (const [name, whole] of Object.entries(plainModels))
    it(`calls ${name} safe as a whole and nowhere cut`, async () => {
      assert.equal(await verdictOn(whole, name), 'safe');
      for (let length = 0; length < whole.length; length++)
        assert.notEqual(await verdictOn(whole.slice(0, length), name), 'safe', `cut to ${length} of ${whole.length}`);
    });
});
