import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { scanOnnx } from '../../../src/weights/onnx/scan';

/** A field of bytes in a message: its number and what it holds. */
function field(number: number, ...content: readonly (string | readonly number[])[]): number[] {
  const bytes = content.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one)] : one));
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7];
  return [...(number < 16 ? [number * 8 + 2] : [((number * 8 + 2) & 0x7f) | 0x80, number >> 4]), ...length, ...bytes];
}

const node = (operator: string, domain: string, ...rest: readonly number[][]): number[] =>
  field(1, field(4, operator), field(7, domain), ...rest);
const outside = (location: string): number[] => field(5, field(13, field(1, 'location'), field(2, location)));

async function codes(...graph: readonly number[][]): Promise<readonly string[]> {
  const model = Uint8Array.from([0x08, 0x08, ...field(7, ...graph)]);
  return (await scanOnnx(sourceOf(model))).map(({ code }) => code);
}

describe('weights: scan of ONNX', () => {
  it('finds nothing in a model of known operators and data in its own folder', async () => {
    assert.deepEqual(await codes(node('Relu', ''), node('Gelu', 'com.microsoft'), outside('weights/a.bin')), []);
  });

  it('says where data is read from outside of the folder', async () => {
    for (const location of ['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\x', '..\\x']) {
      assert.deepEqual(await codes(outside(location)), ['onnx/outside-path'], location);
    }
  });

  it('finds operators from elsewhere, also in graphs within attributes', async () => {
    assert.deepEqual(await codes(node('PyOp', 'ai.onnx.contrib')), ['onnx/python-operator']);
    assert.deepEqual(await codes(node('Fast', 'acme.ops')), ['onnx/foreign-operator']);
    const branch = field(5, field(6, node('PyOp', 'ai.onnx.contrib')));
    assert.deepEqual(await codes(node('If', '', branch)), ['onnx/python-operator']);
  });

  it('says that a model was not read to its end', async () => {
    assert.deepEqual(await codes([0x0a, 0x7f, 0x00]), ['onnx/broken']);
    const deep = Array.from({ length: 40 }).reduce<number[]>(
      (inner) => node('If', '', field(5, field(6, inner))),
      node('Relu', ''),
    );
    assert.deepEqual(await codes(deep), ['onnx/broken']);
  });
});
