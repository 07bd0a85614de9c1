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

  it('says so as well where nothing can run', () => {
    const [finding] = findingsIn(formatMismatch, [], { name: 'model.h5', format: 'safetensors' });
    assert.match(
      finding!.message,
      /^model\.h5 is named like an HDF5 file, but its content is a safetensors file\. What goes/,
    );
  });

  for (const [name, format] of [
    ['model.h5', 'pickle'],
    ['MODEL.GGUF', 'joblib'],
    ['data.npz', 'torch-zip'],
    ['model.h5', 'keras'],
    ['model.onnx', 'torchserve'],
    ['model.safetensors', 'gguf'],
    ['model.npy', 'hdf5'],
    ['model.gguf', 'tar'],
  ] as const) {
    it(`speaks: ${name} (${format})`, () => assert.equal(findingsIn(formatMismatch, [], { name, format }).length, 1));
  }

  for (const [name, format] of [
    ['model.safetensors', 'safetensors'],
    ['model.pt', 'pickle'],
    ['pytorch_model.bin', 'torch-zip'],
    ['model.h5', 'unknown'],
    ['model.h5', 'hdf5'],
    ['model.keras', 'hdf5'],
    ['model.keras', 'keras'],
    ['arrays.npz', 'zip'],
    ['old.ggml', 'gguf'],
    ['model.bin', 'gguf'],
    ['model.ckpt', 'safetensors'],
    ['model.pt', 'keras'],
    ['model.model', 'xgboost'],
    ['model.safetensors', 'lfs-pointer'],
    ['model', 'pickle'],
  ] as const) {
    it(`is silent: ${name} (${format})`, () => assert.deepEqual(findingsIn(formatMismatch, [], { name, format }), []));
  }
});
