import assert from 'node:assert/strict';
import { azureml } from '../../src/readers/tracking/azureml';
import { dvc } from '../../src/readers/tracking/dvc';
import { mlmodel } from '../../src/readers/tracking/mlmodel';
import { mlproject } from '../../src/readers/tracking/mlproject';
import { params } from '../../src/readers/tracking/params';
import { pythonEnv } from '../../src/readers/tracking/python-env';
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

  it('read the environments that MLflow projects and Azure ML name', () => {
    assert.deepEqual(said(mlproject, 'conda_env: files/conda.yml\npython_env: "py.yaml"\n'), [
      'include files/conda.yml as conda-environment',
      'include py.yaml as python-env',
    ]);
    const schema = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\n';
    assert.deepEqual(said(azureml, `${schema}conda_file: conda/dependencies.yaml\n`), [
      'include conda/dependencies.yaml as conda-environment',
    ]);
  });

  it('read the Python environment of an MLflow project', () => {
    const text =
      'python: "3.12.1"\nbuild_dependencies:\n- pip==24.0\ndependencies:\n- -r requirements.txt\n- "torch>=2"\n';
    assert.deepEqual(said(pythonEnv, text), [
      'runtime 3.12.1',
      'pypi pip ==24.0 (==24.0)',
      'include requirements.txt as requirements',
      'pypi torch >=2 (>=2)',
    ]);
    assert.equal(pythonEnv.read('name: x\n', 'python_env.yaml'), undefined);
  });

  it('read from the parameters of experiments what can be nothing but a model or a dataset', () => {
    const text = `seed: 1
train:
  model: acme/base
  revision: c0ffee
  dataset: acme/texts
  optimizer: { name: adam/w }
prepare: { dataset: data/raw, model: bert, model_name: "\${model}/x" }
teacher: { model_id: "acme/large" }
`;
    assert.deepEqual(said(params, text), [
      'model uses acme/base@c0ffee by model',
      'dataset uses acme/texts by dataset',
      'model uses acme/large by model_id',
    ]);
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
