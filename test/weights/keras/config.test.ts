import assert from 'node:assert/strict';
import { kerasConfig } from '../../../src/weights/keras/config';

type Part = Readonly<Record<string, unknown>>;

/** What is found in a model with these parts, one layer deep. */
function found(...layers: readonly Part[]): readonly string[] {
  return kerasConfig(JSON.stringify({ class_name: 'Sequential', config: { layers } })).map(({ code }) => code);
}

const layer = (name: string, config: Part = {}, more: Part = {}): Part => ({ class_name: name, config, ...more });
const called = (module: string | null, config: string): Part => ({ class_name: 'function', module, config });

describe('weights: descriptions of Keras models', () => {
  const honest: readonly Part[] = [
    layer('Dense', { units: 1, activation: 'relu' }, { module: 'keras.layers', registered_name: null }),
    layer('Attention', {}, { module: '__main__', registered_name: 'Custom>Attention' }),
    layer('Attention', {}, { registered_name: 'mine>Attention' }),
    layer('DropPath', {}, { module: 'keras_cv.layers' }),
    layer('TFBertMainLayer', {}, { module: 'transformers.models.bert' }),
    layer('StringLookup', { vocabulary: ['a', 'b'], vocabulary_size: 3 }),
    layer('TextVectorization', { vocabulary: null }),
    layer('TFOpLambda', { function: 'math.reduce_mean' }),
    layer('TensorFlowOpLayer', { node_def: { op: 'AddV2' } }),
    called('builtins', 'my_loss'),
    called('builtins', 'export_loss'),
    called('keras.losses', 'mean_squared_error'),
    called('keras.ops', 'ctc_decode'),
    { class_name: '__tensor__', config: { value: [1], dtype: 'float32' } },
    { class_name: 7, module: 'os' },
  ];
  for (const part of honest) it(`finds nothing in ${JSON.stringify(part)}`, () => assert.deepEqual(found(part), []));

  const harmful: readonly (readonly [code: string, part: Part])[] = [
    ['lambda', layer('Lambda', { function: ['4wEAAA==', null, null], function_type: 'lambda' })],
    ['lambda', layer('Lambda', { function: 'system', function_type: 'function', module: 'os' })],
    ['lambda', layer('Bidirectional', { layer: layer('TimeDistributed', { layer: layer('Lambda') }) })],
    [
      'lambda-by-name',
      layer('Lambda', { function: called('builtins', 'mine') }, { module: 'keras.src.layers.core.lambda_layer' }),
    ],
    ['lambda-by-name', layer('Lambda', { function: called('keras.ops', 'relu') })],
    ['lambda-by-name', layer('Lambda', { function: 'scale', function_type: 'function', module: '__main__' })],
    ['lambda-code', { activation: { class_name: '__lambda__', config: { code: '4wEAAA==' } } }],
    ['harmful-import', layer('system', {}, { module: 'os' })],
    ['harmful-import', layer('Popen', {}, { module: 'subprocess', registered_name: 'Popen' })],
    ['harmful-import', called('builtins', 'exec')],
    ['harmful-import', called(null, 'eval')],
    ['harmful-import', called('numpy', 'fromfile')],
    ['harmful-import', called('keras.utils', 'get_file')],
    ['harmful-import', layer('get_file', {}, { module: 'tensorflow.keras.utils' })],
    ['harmful-import', called('keras.src.utils.file_utils', 'makedirs')],
    ['harmful-import', called('keras.config', 'enable_unsafe_deserialization')],
    ['harmful-import', called('keras.models', 'load_model')],
    ['harmful-import', { class_name: '__typespec__', spec_name: 'system', module: 'posix', config: {} }],
    ['harmful-import', layer('os.system')],
    ['foreign-import', layer('Attention', {}, { module: 'someones.layers', registered_name: 'x>Attention' })],
    ['torch-module', layer('TorchModuleWrapper', { module: 'UEsDBA==' })],
    ['saved-model', layer('TFSMLayer', { filepath: '/tmp/other', call_endpoint: 'serve' })],
    ['hub-model', layer('KerasLayer', { handle: 'https://example.invalid/x' })],
    ['file-operator', layer('TFOpLambda', { function: 'io.write_file' })],
    ['file-operator', layer('TFOpLambda', { function: 'numpy_function' })],
    ['file-operator', layer('TensorFlowOpLayer', { node_def: '{"name": "x", "op": "ReadFile"}' })],
    ['vocabulary-path', layer('StringLookup', { vocabulary: '/etc/passwd' })],
    ['vocabulary-path', layer('TextVectorization', { vocabulary: '../../x' })],
    ['vocabulary-path', layer('IntegerLookup', { vocabulary: 'gs://bucket/x' })],
    ['vocabulary-file', layer('StringLookup', { vocabulary: 'words.txt' })],
    ['held-code', layer('Dense', { note: '__import__("os").system("id")' })],
    ['held-code', { compile_config: { loss: 'lambda y, p: exec("x")' } }],
    ['fetcher-in-text', layer('Dense', { fn: 'keras.utils.get_file' })],
  ];
  for (const [code, part] of harmful)
    it(`finds ${code} in ${JSON.stringify(part)}`, () => assert.deepEqual(found(part), [`keras/${code}`]));

  it('shows what a function is called with', () => {
    const [finding] = kerasConfig(
      JSON.stringify({ ...called('os', 'system'), inbound_nodes: [{ args: ['id', { class_name: 'x' }], kwargs: {} }] }),
    );
    assert.deepEqual(finding!.data, { target: 'os.system', arguments: ['id'] });
    assert.match(finding!.message, /"os\.system"/);
  });

  it('reads numbers as Python writes them, and words of that name in texts', () => {
    assert.deepEqual(kerasConfig('{"a": [NaN, -Infinity], "b": "NaN \\" Infinity"}'), []);
    assert.equal(kerasConfig('{"a": NaN, "b": {"class_name": "Lambda"}}')[0]!.code, 'keras/lambda');
  });

  it('says so where it cannot read, or not to the end', () => {
    for (const broken of ['', '{', 'nonsense']) assert.equal(kerasConfig(broken)[0]!.code, 'keras/unreadable-config');
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    assert.equal(kerasConfig(deep)[0]!.code, 'keras/limit');
  });
});
