import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceOf } from '../../src/bytes/source';
import { sniffWeights } from '../../src/weights/sniff';

const corpus = path.resolve('../shared/corpus/weights');

/** The formats of the manifest, in our finer words. */
const formats: Readonly<Record<string, readonly string[]>> = {
  pickle: ['pickle', 'joblib', 'torch-legacy', 'torch-tar'],
  joblib: ['joblib', 'compressed-pickle', 'pickle'],
  'torch-zip': ['torch-zip', 'torch-package'],
  archive: ['torch-zip', 'zip', '7z'],
  numpy: ['numpy', 'numpy-zip', 'zip'],
  h5: ['hdf5'],
  savedmodel: ['tensorflow-savedmodel'],
};

/** What the manifest goes by the name, and the content is not. */
const others: Readonly<Record<string, string | undefined>> = {
  'picklescan/data/bad_pytorch.pt': 'unknown',
  'picklescan/data/not_a_pickle.bin': undefined,
  'picklescan/data/benign_password_protected.zip': undefined,
  'picklescan/data/malicious1_wrong_ext.zip': undefined,
  'modelscan/pytorch/bad_pytorch.pt': 'unknown',
  'modelscan/numpy/unsafe_numpy.npy': 'pickle',
  'modelscan/test_files/data/password_protected.zip': undefined,
  'modelsentry/malicious_onnx.onnx': 'unknown',
  'edureka/lfs/keras_lambda_layer.h5': 'lfs-pointer',
  'edureka/lfs/pickle_globals.pkl': 'lfs-pointer',
  'edureka/lfs/pytorch_globals.bin': 'lfs-pointer',
  'repro/zip/prefix_junk.pt': 'torch-zip',
  'repro/zip/dir_traversal.zip': undefined,
  'benign/sk/xgb.json': 'xgboost',
};

describe('weights: sniff on the corpus', () => {
  before(function () {
    if (existsSync(corpus)) return;
    console.warn(`Skipped: ${corpus} is not there`);
    this.skip();
  });

  it('recognizes every file as what it is', async () => {
    const rows = readFileSync(path.join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    assert.ok(rows.length > 450);
    for (const row of rows) {
      const [file = '', , named = ''] = row.split('\t');
      const inside = named === 'savedmodel' ? `${file}/saved_model.pb` : file;
      const format = (await sniffWeights(sourceOf(readFileSync(path.join(corpus, inside))), inside))?.weights?.format;
      if (file in others) assert.equal(format, others[file], file);
      else assert.ok(format !== undefined && (formats[named] ?? [named]).includes(format), `${file}: ${format}`);
    }
  });

  it('finds the flaws of safetensors files, and none in honest ones', async () => {
    const codes = async (file: string): Promise<readonly string[]> => {
      const reading = await sniffWeights(sourceOf(readFileSync(path.join(corpus, file))), file);
      return (reading?.weights?.scan?.findings ?? []).map(({ code }) => code);
    };
    assert.deepEqual(await codes('repro/safetensors/overlap.safetensors'), ['safetensors/offset-mismatch']);
    assert.deepEqual(await codes('repro/safetensors/size_mismatch.safetensors'), ['safetensors/size-mismatch']);
    assert.deepEqual((await codes('repro/safetensors/zip_polyglot.safetensors')).slice(0, 2), [
      'safetensors/trailing-bytes',
      'weights/polyglot',
    ]);
    assert.deepEqual(await codes('repro/safetensors/neg_offset.safetensors'), ['safetensors/bad-tensor']);
    const rows = readFileSync(path.join(corpus, 'MANIFEST.tsv'), 'utf8')
      .split('\n')
      .map((row) => row.split('\t'));
    const honest = rows.filter(([, , format, , , expected]) => format !== 'savedmodel' && expected === 'benign');
    assert.ok(honest.length > 150);
    for (const [file = ''] of honest)
      assert.ok(!(await codes(file)).some((code) => code.startsWith('safetensors/')), file);
  });
});
