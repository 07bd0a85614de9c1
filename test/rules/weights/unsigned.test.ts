import assert from 'node:assert/strict';
import { Document } from '../../../src/domain/document';
import type { Finding } from '../../../src/domain/finding';
import type { Knowledge } from '../../../src/domain/knowledge';
import { unsigned } from '../../../src/rules/weights/unsigned';
import { topOfFile } from '../../../src/text/place';
import { findingsOf } from '../rule-test';

/** What the rule says of a weight file of this name and format. */
function findings(name: string, format: string, knowing: Partial<Knowledge> = {}): readonly Finding[] {
  const weights = { format, size: 1000, metadata: {} };
  return findingsOf(
    unsigned,
    new Document(`/project/models/${name}`, 'weights', '', { mentions: [], problems: [], weights }),
    knowing,
  );
}

describe('weights/unsigned', () => {
  for (const [name, format] of [
    ['model.safetensors', 'safetensors'],
    ['model-00001-of-00003.safetensors', 'safetensors'],
    ['chat.gguf', 'gguf'],
    ['pytorch_model.bin', 'torch-zip'],
    ['model.pt', 'pickle'],
    ['MODEL.CKPT', 'pickle'],
    ['forest.joblib', 'compressed-pickle'],
    ['model.weights.h5', 'hdf5'],
  ] as const) {
    it(`says "unsigned": ${name} (${format})`, () => {
      const [finding, ...others] = findings(name, format);
      assert.deepEqual(others, []);
      assert.deepEqual(finding?.range, topOfFile);
      assert.equal(finding.severity, 'warning');
      assert.equal(finding.subject, `pkg:generic/project/models/${name}`);
      assert.ok(finding.message.startsWith(`${name} has no signature, so there is no way to tell`));
      assert.deepEqual(finding.fixes, []);
    });
  }

  for (const [name, format] of [
    ['model-00002-of-00003.safetensors', 'safetensors'],
    ['model.safetensors', 'lfs-pointer'],
    ['embeddings.npy', 'numpy'],
    ['data.npz', 'numpy-zip'],
    ['vocabulary.pkl', 'pickle'],
    ['vocabulary.pkl', 'compressed-pickle'],
    ['measurements.h5', 'hdf5'],
    ['model.pt', 'unknown'],
  ] as const) {
    it(`is silent: ${name} (${format})`, () => assert.deepEqual(findings(name, format), []));
  }

  it('is silent where a signature stands with the file', () => {
    const signatureOf = (path: string): string => path.replace(/[^/]+$/, 'model.sig');
    assert.deepEqual(findings('model.safetensors', 'safetensors', { signatureOf }), []);
  });

  it('shows where the file is named', () => {
    const related = [{ path: '/project/app.py', range: topOfFile, message: 'Named here by torch.load' }];
    const [finding] = findings('model.pt', 'torch-zip', { referencesTo: () => related });
    assert.deepEqual(finding?.related, related);
  });
});
