import assert from 'node:assert/strict';
import { compose } from '../../src/readers/serving/compose';
import { helmValues } from '../../src/readers/serving/helm-values';
import { kubernetes } from '../../src/readers/serving/kubernetes';
import { litellm } from '../../src/readers/serving/litellm';
import { modelfile } from '../../src/readers/serving/modelfile';
import { vllmConfig } from '../../src/readers/serving/vllm-config';
import { pinned, readingOf, said } from './said';

describe('reader compose', () => {
  it('reads images, and the models that their arguments and variables name', () => {
    const text = `services:
  vllm:
    image: vllm/vllm-openai:v0.6.0
    command: --model mistralai/Mistral-7B-v0.1 --revision abc --max-model-len 4096
  tgi:
    image: "ghcr.io/huggingface/text-generation-inference:2.0"
    command: ["--model-id", "google/gemma-2b"]
    environment: [HF_TOKEN=hf_secret, MODEL_ID=google/gemma-7b]
  embed:
    image: ghcr.io/huggingface/text-embeddings-inference@sha256:12ab
    environment:
      MODEL_ID: BAAI/bge-m3
      REVISION: \${REVISION}
  app:
    build: .
    image: $REGISTRY/app
    command: |
      sh -c "hf download a/b" &&
      hf download acme/tiny
      python app.py --model openai/gpt-4o && ls -hf some/folder
  llama:
    image: ghcr.io/ggml-org/llama.cpp:server
    command: llama-server -hf ggml-org/gemma-3-1b-it-GGUF:Q4_K_M --port 80
models:
  small: { model: ai/smollm2:latest }
  large: { model: hf.co/bartowski/Llama-GGUF:Q4_K_M }
`;
    assert.deepEqual(said(compose, text), [
      'docker vllm/vllm-openai v0.6.0 (==v0.6.0)',
      'model uses mistralai/Mistral-7B-v0.1@abc by --model',
      'docker ghcr.io/huggingface/text-generation-inference 2.0 (==2.0)',
      'model uses google/gemma-2b by --model-id',
      'model uses google/gemma-7b by MODEL_ID',
      'docker ghcr.io/huggingface/text-embeddings-inference sha256:12ab (==sha256:12ab)',
      'model uses BAAI/bge-m3@? by MODEL_ID',
      'model uses a/b by hf download',
      'model uses acme/tiny by hf download',
      'docker ghcr.io/ggml-org/llama.cpp server (==server)',
      'model uses ggml-org/gemma-3-1b-it-GGUF by -hf',
      'docker ai/smollm2 latest (==latest)',
      'model uses bartowski/Llama-GGUF by models',
    ]);
  });

  it('says what is wrong with half-typed YAML and leaves other files alone', () => {
    const { mentions, problems } = readingOf(compose, 'services:\n  a:\n    image: redis:7\n\tb:');
    assert.equal(mentions.length, 1);
    assert.equal(problems[0]?.code, 'yaml-syntax');
    assert.equal(compose.read('name: release\n', 'compose-notes.yml'), undefined);
  });
});

describe('reader kubernetes', () => {
  it('reads containers and storage in all documents of a file', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: server
        image: lmsysorg/sglang:v0.3
        command: [python3, -m, sglang.launch_server]
        args: ["--model-path", "meta-llama/Llama-3.1-8B", "--port=80"]
        env:
        - { name: MODEL_ID, value: acme/other }
        - name: HF_TOKEN
          valueFrom: { secretKeyRef: { name: hf, key: token } }
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
spec:
  predictor:
    model:
      args: [--model_id=acme/tokens]
      storageUri: "hf://google-bert/bert-base-uncased"
---
apiVersion: v1
kind: ConfigMap
data: { image: not/an-image, uri: hf://not/used }
`;
    assert.deepEqual(said(kubernetes, text), [
      'docker lmsysorg/sglang v0.3 (==v0.3)',
      'model uses meta-llama/Llama-3.1-8B by --model-path',
      'model uses acme/other by MODEL_ID',
      'model uses acme/tokens by --model_id',
      'model uses google-bert/bert-base-uncased by storageUri',
    ]);
    assert.match(pinned(kubernetes, text, 'c0ffee'), /storageUri: "hf:\/\/google-bert\/bert-base-uncased:c0ffee"/);
    const other = text.replaceAll('serving.kserve.io', 'trainer.kubeflow.org');
    assert.equal(pinned(kubernetes, other, 'c0ffee'), other);
  });

  it('leaves out what templates fill in, and is silent about their syntax', () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  {{- if .Values.on }}
  containers:
    - image: "{{ .Values.image }}:{{ .Values.tag }}"
      name: a
    - image: redis:{{ .Values.tag }}
      name: b
  {{- end }}
`;
    const { mentions, problems } = readingOf(kubernetes, text);
    assert.deepEqual(problems, []);
    assert.ok(mentions.every(({ kind }) => kind === 'package'));
    assert.equal(kubernetes.read('name: ci\non: push\n', 'ci.yml'), undefined);
  });
});

describe('reader helm-values', () => {
  it('reads images in one key and in several', () => {
    const text = `image:
  repository: vllm/vllm-openai
  tag: v0.6.0
sidecar: { image: "redis:7" }
proxy: { image: { repository: nginx, tag: "" } }
servingEngineSpec:
  modelSpec:
  - name: opt
    repository: lmcache/vllm-openai
    tag: latest
    modelURL: facebook/opt-125m
modelArtifacts: { uri: hf://acme/model }
`;
    assert.deepEqual(said(helmValues, text), [
      'docker vllm/vllm-openai v0.6.0 (==v0.6.0)',
      'docker redis 7 (==7)',
      'docker nginx',
      'docker lmcache/vllm-openai latest (==latest)',
      'model uses facebook/opt-125m by modelURL',
      'model uses acme/model by uri',
    ]);
    assert.equal(helmValues.read('low: 1\nhigh: 2\n', 'values.yaml'), undefined);
  });

  it('reads what the charts of Triton and Ollama run and fetch', () => {
    const text = `image:
  imageName: nvcr.io/nvidia/tritonserver:24.05-py3
ollama:
  models:
    pull: [llama3.1:8b, hf.co/acme/chat-GGUF:Q4]
    run: [acme/own]
`;
    assert.deepEqual(said(helmValues, text), [
      'docker nvcr.io/nvidia/tritonserver 24.05-py3 (==24.05-py3)',
      'model uses llama3.1@8b by ollama.models',
      'model uses acme/chat-GGUF by ollama.models',
      'model uses acme/own by ollama.models',
    ]);
  });
});

describe('readers of model servers', () => {
  it('reads the services behind a LiteLLM proxy, but no secrets', () => {
    const text = `model_list:
  - model_name: chat
    litellm_params:
      model: azure/gpt-4o
      api_base: https://acme.openai.azure.com/openai?key=secret
      api_key: sk-secret
  - model_name: own
    litellm_params: { model: huggingface/acme/chat, api_base: os.environ/BASE }
`;
    assert.deepEqual(said(litellm, text), [
      'service azure/gpt-4o https://acme.openai.azure.com/openai',
      'service huggingface/acme/chat',
      'model uses acme/chat@? by model_list',
    ]);
    assert.equal(litellm.read('model_list: [a, b]\n', 'config.yaml'), undefined);
  });

  it('reads what vLLM is configured to serve', () => {
    const text = 'model: meta-llama/Llama-3.1-8B\nspeculative-config: { model: acme/draft }\ntensor-parallel-size: 2\n';
    assert.deepEqual(said(vllmConfig, text), [
      'model uses meta-llama/Llama-3.1-8B by model',
      'model uses acme/draft by model',
    ]);
    assert.match(pinned(vllmConfig, text, 'c0ffee'), /^model: meta-llama\/Llama-3.1-8B\nrevision: "c0ffee"\nspec/);
    assert.equal(vllmConfig.read('model: gpt-4o\ntemperature: 0\n', 'agent.yaml'), undefined);
  });

  it('reads the tokenizer and the adapters of vLLM, where they are others than the model', () => {
    const text = 'model: a/b\nmax-model-len: 1\ntokenizer: c/d\nlora-modules: [{ name: x, path: e/f }]\n';
    assert.deepEqual(said(vllmConfig, text), [
      'model uses a/b by model',
      'model uses c/d by tokenizer',
      'model uses e/f by path',
    ]);
    const command = 'vllm serve a/b --tokenizer c/d --tokenizer-revision v1';
    assert.deepEqual(said(compose, `services: { x: { image: x, command: ${command} } }`).slice(1), [
      'model uses a/b by vllm serve',
      'model uses c/d@v1 by --tokenizer',
    ]);
    const own = command.replace('c/d', 'a/b');
    assert.equal(said(compose, `services: { x: { image: x, command: ${own} } }`).length, 2);
  });

  it('reads what an Ollama model is made of', () => {
    const text = `# mine
FROM hf.co/bartowski/Llama-GGUF:Q4_K_M
FROM ./weights/model.gguf
FROM llama3.2
ADAPTER "./lora.safetensors"
LICENSE MIT
LICENSE """
Anything else, over many lines.
FROM here/on it is text
"""
PARAMETER temperature 1
`;
    assert.deepEqual(said(modelfile, text), [
      'model derived-from bartowski/Llama-GGUF by FROM',
      'weights ./weights/model.gguf by FROM',
      'model derived-from llama3.2 by FROM',
      'weights ./lora.safetensors by ADAPTER',
      'license MIT = MIT',
    ]);
    assert.equal(modelfile.read('all: build\n', 'Modelfile'), undefined);
  });
});
