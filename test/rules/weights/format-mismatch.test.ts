import assert from 'node:assert/strict';
import { formatMismatch } from '../../../src/rules/weights/format-mismatch';
import { topOfFile } from '../../../src/text/place';
import { findingsIn } from './scanned';

describe('weights/format-mismatch', () => {
  it('says that a pickle is named like a format without code', () => {
    const [finding] = findingsIn(formatMismatch, [], { name: 'model.safetensors', format: 'torch-zip' });
    assert.deepEqual(finding?.range, topOfFile);
    assert.match(finding.message, /^model\.safetensors is named like a safetensors file, but its content is a pickle/);
  });

  for (const [name, format] of [
    ['model.h5', 'pickle'],
    ['MODEL.GGUF', 'joblib'],
    ['data.npz', 'torch-zip'],
  ] as const) {
    it(`speaks: ${name} (${format})`, () => assert.equal(findingsIn(formatMismatch, [], { name, format }).length, 1));
  }

  for (const [name, format] of [
    ['model.safetensors', 'safetensors'],
    ['model.pt', 'pickle'],
    ['pytorch_model.bin', 'torch-zip'],
    ['model.h5', 'unknown'],
    ['model', 'pickle'],
  ] as const) {
    it(`is silent: ${name} (${format})`, () => assert.deepEqual(findingsIn(formatMismatch, [], { name, format }), []));
  }
});
