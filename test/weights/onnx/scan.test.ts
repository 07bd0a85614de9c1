import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanOnnx } from '../../../src/weights/onnx/scan';
import { field, numberField } from '../protobuf';

const node = (operator: string, domain: string, ...rest: readonly number[][]): number[] =>
  field(1, field(4, operator), field(7, domain), ...rest);
/** A tensor of floats that stand in another file. */
const elsewhere = (...entries: readonly (readonly [key: string, value: string])[]): number[] =>
  field(
    5,
    ...[numberField(2, 1), field(8, entries.join()), numberField(14, 1)],
    ...entries.map(([key, value]) => field(13, field(1, key), field(2, value))),
  );
const outside = (location: string): number[] => elsewhere(['location', location]);
const branch = (...graph: readonly number[][]): number[] =>
  field(5, field(1, 'then_branch'), field(6, field(2, 'then'), ...graph), numberField(20, 5));

/** Version 17 of the operators of ONNX. */
const operatorSet = field(8, numberField(2, 17));
const otherSets = ['com.microsoft', 'ai.onnx.contrib', 'acme.ops'].flatMap((domain) =>
  field(8, field(1, domain), numberField(2, 1)),
);

async function codes(...graph: readonly number[][]): Promise<readonly string[]> {
  const model = Uint8Array.from([0x08, 0x08, ...field(7, field(2, 'main'), ...graph), ...operatorSet, ...otherSets]);
  return (await scanOnnx(sourceOf(model))).map(({ code }) => code);
}

describe('weights: scan of ONNX', () => {
  it('finds nothing in a model of known operators and data in its own folder', async () => {
    assert.deepEqual(await codes(node('Relu', ''), node('Gelu', 'com.microsoft'), outside('weights/a.bin')), []);
  });

  it('says where data is read from outside of the folder', async () => {
    for (const location of [
      '../../etc/passwd',
      '/etc/passwd',
      'a/../../b',
      'C:\\x',
      '..\\x',
      'file:///etc/passwd',
      '~/.ssh/id_rsa',
    ]) {
      assert.deepEqual(await codes(outside(location)), ['onnx/outside-path'], location);
    }
  });

  it('says where data in another file has no possible place', async () => {
    const of = (key: string, value: string): number[] => elsewhere(['location', 'a.bin'], [key, value]);
    assert.deepEqual(await codes(of('offset', '4096'), of('length', '16')), []);
    for (const written of ['-5', '1e400', '99999999999999999999'])
      assert.deepEqual(await codes(of('length', written)), ['onnx/odd-size'], written);
  });

  it('finds operators from elsewhere, also in graphs within attributes', async () => {
    assert.deepEqual(await codes(node('PyOp', 'ai.onnx.contrib')), ['onnx/python-operator']);
    assert.deepEqual(await codes(node('Fast', 'acme.ops')), ['onnx/foreign-operator']);
    assert.deepEqual(await codes(node('If', '', branch(node('PyOp', 'ai.onnx.contrib')))), ['onnx/python-operator']);
  });

  it('knows functions that the model defines itself', async () => {
    const own = field(25, field(1, 'Fast'), field(10, 'acme.ops'));
    const graph = field(7, field(2, 'main'), node('Fast', 'acme.ops'));
    const model = [0x08, 0x08, ...graph, ...operatorSet, ...otherSets, ...own];
    assert.deepEqual(await scanOnnx(sourceOf(Uint8Array.from(model))), []);
  });

  it('is recognized by content, whatever the name', async () => {
    const head = Uint8Array.from([0x08, 0x08, ...field(2, 'pytorch'), ...field(7, node('Relu', ''))]);
    const named = async (path: string, bytes: Uint8Array): Promise<string | undefined> =>
      (await recognizedAs({ path, source: sourceOf(bytes), head: bytes }))?.format;
    assert.equal(await named('model.bin', head), 'onnx');
    assert.equal(await named('notes.bin', Uint8Array.from([0x08, 0x08, ...field(2, 'pytorch')])), undefined);
  });

  it('says that a model was not read to its end', async () => {
    assert.deepEqual(await codes([0x0a, 0x7f, 0x00]), ['onnx/broken']);
    const deep = Array.from({ length: 40 }).reduce<number[]>(
      (inner) => node('If', '', branch(inner)),
      node('Relu', ''),
    );
    assert.deepEqual(await codes(deep), ['onnx/broken']);
    const cut = Uint8Array.from([0x08, 0x08, ...field(7, node('Relu', ''))]);
    assert.deepEqual(
      (await scanOnnx(sourceOf(cut))).map(({ code }) => code),
      ['onnx/broken'],
    );
  });
});
