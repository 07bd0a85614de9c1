import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';
import { field, numberField } from '../protobuf';

const node = (operator: string, ...rest: readonly number[][]): number[] =>
  field(1, field(1, 'n'), field(2, operator), ...rest);
const constant = (text: readonly number[]): number[] =>
  node('Const', field(5, field(1, 'value'), field(2, field(8, field(8, text)))));

/** The operators found in a file, or codes and verdicts where it is about none. */
async function found(path: string, bytes: readonly number[]): Promise<readonly unknown[]> {
  const head = Uint8Array.from(bytes);
  const file = { path, source: sourceOf(head), head };
  const { findings } = await scanWeights(file, await recognizedAs(file), { limit: 1 << 20 });
  return findings.map(({ code, verdict, data }) => data?.operator ?? `${code}: ${verdict}`);
}

const operators = (...graph: readonly number[][]): Promise<readonly unknown[]> =>
  found('m/saved_model.pb', [...numberField(1, 1), ...field(2, field(2, ...graph))]);

describe('weights: scan of TensorFlow', () => {
  it('finds nothing in what every saved model holds', async () => {
    assert.deepEqual(
      await operators(node('SaveV2'), node('RestoreV2'), constant([...Buffer.from('plain text of some length')])),
      [],
    );
  });

  it('finds operators that reach files, in graphs, functions and graphs within constants', async () => {
    assert.deepEqual(await operators(node('WriteFile')), ['WriteFile']);
    const library = field(2, field(1, [0x1a, ...node('ReadFile').slice(1)]));
    assert.deepEqual(await operators(library), ['ReadFile']);
    assert.deepEqual(await operators(constant([...node('NoOp'), ...node('PyFunc')])), ['PyFunc']);
    assert.deepEqual(await operators(node('DebugIdentityV3')), ['DebugIdentityV3']);
  });

  it('finds what is printed into a file, and lets the rest print', async () => {
    const print = (stream: string): number[] =>
      node('PrintV2', field(5, field(1, 'output_stream'), field(2, field(2, stream))));
    assert.deepEqual(await operators(print('stderr')), []);
    assert.deepEqual(await operators(print('file:///home/u/.bashrc')), ['PrintV2']);
  });

  it('reads graphs that stand alone', async () => {
    assert.deepEqual(await found('frozen.pb', [...node('Placeholder'), ...node('MatMul')]), []);
    assert.deepEqual(await found('frozen.pb', [...node('Placeholder'), ...node('WriteFile')]), ['WriteFile']);
  });

  it('reads what Keras says of its layers', async () => {
    const layer = (name: string): number[] =>
      field(1, numberField(2, 3), field(3, 'root'), field(5, JSON.stringify({ class_name: name, config: {} })));
    assert.deepEqual(await found('m/keras_metadata.pb', layer('Dense')), []);
    assert.deepEqual(await found('m/keras_metadata.pb', [...layer('Dense'), ...layer('Lambda')]), [
      'keras/lambda: dangerous',
    ]);
    assert.deepEqual(await found('m/keras_metadata.pb', [...layer('Dense'), 0x0a, 0x7f]), [
      'tensorflow/broken: unknown',
    ]);
  });

  it('says that a model was not read to its end', async () => {
    assert.deepEqual(await operators([0x0a, 0x7f]), ['tensorflow/broken: unknown']);
  });
});
