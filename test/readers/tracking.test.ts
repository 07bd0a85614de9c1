import assert from 'node:assert/strict';
import { azureml } from '../../src/readers/tracking/azureml';
import { dvc } from '../../src/readers/tracking/dvc';
import { mlmodel } from '../../src/readers/tracking/mlmodel';
import { mlproject } from '../../src/readers/tracking/mlproject';
import { readingOf, said } from './said';

describe('readers of model trackers', () => {
  it('read what an MLflow model was saved from and what it loads', () => {
    const text = `flavors:
  python_function:
    loader_module: mlflow.pyfunc.model
    python_model: python_model.pkl
    artifacts:
      weights: { path: artifacts/model.safetensors, uri: s3://bucket/model.safetensors }
      config: { path: artifacts/config.json }
  transformers:
    source_model_name: distilbert/distilgpt2
    source_model_revision: 2290a62682d06624634c1f46a6ad5be0f47f38aa
    model_binary: model
  hftransformersv2: { huggingface_id: distilbert/distilgpt2 }
metadata:
  azureml.base_image: mcr.microsoft.com/azureml/inference:59
  base_model_name: Llama-2-13b-chat
`;
    assert.deepEqual(said(mlmodel, text), [
      'model derived-from distilbert/distilgpt2@2290a62682d06624634c1f46a6ad5be0f47f38aa by source_model_name',
      'docker mcr.microsoft.com/azureml/inference 59 (==59)',
      'weights python_model.pkl by python_function.python_model',
      'weights artifacts/model.safetensors by python_function.artifacts',
    ]);
    assert.equal(mlmodel.read('name: x\n', 'MLmodel'), undefined);
  });

  it('read the image of an MLflow project', () => {
    const text = 'name: tutorial\ndocker_env:\n  image: "acme/train:1.0"\nentry_points: {}\n';
    assert.deepEqual(said(mlproject, text), ['docker acme/train 1.0 (==1.0)']);
  });

  it('read the weight files that DVC keeps', () => {
    const pipeline = `stages:
  train:
    deps: [train.py, base.pt, "\${in}.pt"]
    outs:
      - model.pkl
      - best.ckpt: { cache: false }
  far: { wdir: sub, outs: [other.pt] }
artifacts:
  final: { path: final.safetensors, type: model }
`;
    assert.deepEqual(said(dvc, pipeline), [
      'weights base.pt by deps',
      'weights model.pkl by outs',
      'weights best.ckpt by outs',
      'weights final.safetensors by artifacts',
    ]);
    assert.deepEqual(said(dvc, 'outs:\n- path: model.onnx\n  md5: a3\n'), ['weights model.onnx by outs']);
    assert.deepEqual(said(dvc, 'wdir: ..\nouts:\n- path: model.onnx\n'), []);
    assert.equal(dvc.read('x: 1\n', 'dvc.yaml'), undefined);
  });

  it('read models and environments of Azure Machine Learning', () => {
    const schema = '$schema: https://azuremlschemas.azureedge.net/latest';
    const model = `${schema}/model.schema.json
name: bert
system_metadata:
  license: apache-2.0
  huggingFaceModelId: google-bert/bert-base-cased
  datasets: [bookcorpus, acme/more]
properties: { SHA: 5532cc56f74641d4bb33641f5c76a55d11f846e0 }
`;
    assert.deepEqual(said(azureml, model), [
      'license apache-2.0 = Apache-2.0',
      'model derived-from google-bert/bert-base-cased@5532cc56f74641d4bb33641f5c76a55d11f846e0 by huggingFaceModelId',
      'dataset trained-on acme/more by datasets',
    ]);
    assert.deepEqual(readingOf(azureml, model).subject?.name?.text, 'bert');
    const environment = `${schema}/environment.schema.json\nname: env\nimage: mcr.microsoft.com/azureml/curated:3\n`;
    assert.deepEqual(said(azureml, environment), ['docker mcr.microsoft.com/azureml/curated 3 (==3)']);
    assert.equal(azureml.read('$schema: https://acme.com/model.schema.json\n', 'spec.yaml'), undefined);
  });
});
