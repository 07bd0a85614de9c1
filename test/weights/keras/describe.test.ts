import assert from 'node:assert/strict';
import { describeConfig, describeSaver } from '../../../src/weights/keras/describe';

const model = (config: object): string => JSON.stringify({ class_name: 'Functional', config });

describe('weights: what Keras models are', () => {
  it('tells class, name, and layers, also of models within', () => {
    const inner = { class_name: 'Sequential', config: { name: 'inner', layers: [{}, {}] } };
    assert.deepEqual(describeConfig(model({ name: 'resnet50', layers: [{ class_name: 'InputLayer' }, inner] })), [
      ['class', 'Functional'],
      ['architecture', 'resnet50'],
      ['layers', '4'],
    ]);
    assert.deepEqual(describeConfig(model({})), [['class', 'Functional']]);
  });

  it('tells who saved it', () => {
    assert.deepEqual(describeSaver('{"keras_version": "3.8.0"}'), [['keras_version', '3.8.0']]);
  });

  it('tells nothing of what it cannot read', () => {
    for (const text of ['', '{', '[]', 'null', '{"class_name": 1}', '{"keras_version": {}}'])
      assert.deepEqual([...describeConfig(text), ...describeSaver(text)], []);
  });
});
