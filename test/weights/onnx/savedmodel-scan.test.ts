import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { scanSavedModel } from '../../../src/weights/onnx/savedmodel-scan';

/** A field of bytes in a message: its number and what it holds (up to 127 bytes). */
function field(number: number, ...content: readonly (string | readonly number[])[]): number[] {
  const bytes = content.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one)] : one));
  assert.ok(bytes.length < 128);
  return [number * 8 + 2, bytes.length, ...bytes];
}

const node = (operator: string, ...rest: readonly number[][]): number[] =>
  field(1, field(1, 'n'), field(2, operator), ...rest);
const constant = (text: readonly number[]): number[] =>
  node('Const', field(5, field(1, 'value'), field(2, field(8, field(8, text)))));

async function operators(...graph: readonly number[][]): Promise<readonly unknown[]> {
  const model = Uint8Array.from([0x08, 0x01, ...field(2, field(2, ...graph))]);
  return (await scanSavedModel(sourceOf(model))).map(
    ({ code, verdict, data }) => data?.operator ?? `${code}: ${verdict}`,
  );
}

describe('weights: scan of SavedModels', () => {
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

  it('says that a model was not read to its end', async () => {
    assert.deepEqual(await operators([0x0a, 0x7f]), ['tensorflow/broken: unknown']);
  });
});
