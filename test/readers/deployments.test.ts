import assert from 'node:assert/strict';
import { dockerfile } from '../../src/readers/containers/dockerfile';
import type { Reader } from '../../src/readers/reader';
import { compose } from '../../src/readers/serving/compose';
import { helmValues } from '../../src/readers/serving/helm-values';
import { kubernetes } from '../../src/readers/serving/kubernetes';
import { pinned, said } from './said';

type Case = readonly [line: string, ...expected: readonly string[]];

/** Instructions of a Dockerfile as people write them, and what each brings in. */
const instructions: readonly Case[] = [
  ['RUN uv add httpx==0.27.0 "pydantic>=2" --group dev', 'pypi httpx ==0.27.0 (==0.27.0)', 'pypi pydantic >=2 (>=2)'],
  ['RUN uv tool install ruff==0.6.9 && pipx install poetry', 'pypi ruff ==0.6.9 (==0.6.9)', 'pypi poetry'],
  ['RUN uv sync --frozen && uv run x && pip --version'],
  ['RUN /opt/conda/bin/conda install -y -c conda-forge faiss-cpu=1.8.0', 'conda faiss-cpu =1.8.0 (=1.8.0)'],
  ['RUN npm install -g @acme/cli@1.2.3 && npm install && npm ci', 'npm @acme/cli 1.2.3 (==1.2.3)'],
  ['RUN git clone -b v1 --depth 1 https://huggingface.co/acme/net /m', 'model uses acme/net@v1 by git clone'],
  ['RUN git clone https://user:${TOKEN}@huggingface.co/datasets/acme/faq.git', 'dataset uses acme/faq by git clone'],
  ['RUN git clone https://github.com/acme/net && git pull'],
  [
    'RUN curl -L "https://huggingface.co/acme/net/resolve/main/a.bin?download=true" -o a.bin',
    'model uses acme/net@main by curl',
  ],
  [
    'RUN wget https://example.com/a.safetensors https://example.com/a.tar.gz',
    'weights https://example.com/a.safetensors by wget',
  ],
  ['ADD https://huggingface.co/gpt2/resolve/v1/model.safetensors /m/', 'model uses gpt2@v1 by ADD'],
  ['ADD . /app'],
  ['RUN python3 -m spacy download en_core_web_sm-3.7.1 --direct', 'model uses en_core_web_sm@3.7.1 by spacy download'],
  [
    'RUN ollama serve & sleep 5; ollama pull hf.co/acme/chat-GGUF:Q4 && ollama pull llama3.1',
    'model uses acme/chat-GGUF by ollama pull',
    'model uses llama3.1 by ollama pull',
  ],
  [
    `RUN python -c "from transformers import pipeline; pipeline('ner', model='acme/ner')"`,
    'model uses acme/ner by pipeline',
  ],
  [
    'RUN python - <<EOF\nfrom huggingface_hub import snapshot_download\nsnapshot_download("acme/a", revision="v1")\nEOF',
    'model uses acme/a@v1 by snapshot_download',
  ],
  ['RUN <<EOF bash\npip install a==1\nEOF', 'pypi a ==1 (==1)'],
  ['COPY <<EOF /run.sh\npip install notthis\nEOF'],
  ['RUN ["sh", "-c", "pip install a && hf download acme/b"]', 'pypi a', 'model uses acme/b by hf download'],
  ['ONBUILD RUN pip install a', 'pypi a'],
  ['ARG M=acme/arg\nRUN hf download ${M} && hf download $N', 'model uses acme/arg by hf download'],
  ['ENV M=acme/env\nCMD vllm serve $M --revision v1', 'model uses acme/env@v1 by vllm serve'],
  ['RUN hf download ${M:-acme/default}', 'model uses acme/default by hf download'],
  ['ENV MODEL_ID=acme/chat REVISION=v1', 'model uses acme/chat@v1 by MODEL_ID'],
  ['ENV MODEL_NAME=openai/gpt-4o LLM_MODEL=acme/x EMBEDDING_MODEL=azure/ada MODEL_PATH=/models/x'],
  [
    'ENV MODEL_ID=acme/served\nCMD ["vllm", "serve", "acme/served"]',
    'model uses acme/served by MODEL_ID',
    'model uses acme/served by vllm serve',
  ],
  ['LABEL model="acme/label"\nHEALTHCHECK CMD curl -f http://localhost/health\nSHELL ["/bin/bash", "-c"]'],
];

describe('containers as they are written', () => {
  it('Dockerfiles, instruction by instruction', () => {
    for (const [line, ...expected] of instructions)
      assert.deepEqual(said(dockerfile, `FROM scratch\n${line}\n`), expected, line);
    assert.deepEqual(said(dockerfile, 'ARG BASE=nvidia/cuda:12.4\nFROM ${BASE}\n'), [
      'docker nvidia/cuda 12.4 (==12.4)',
    ]);
  });

  it('no revision is put in where a variable is used, since it can stand for another model as well', () => {
    const text = 'FROM scratch\nARG M=acme/arg\nRUN hf download $M && hf download acme/b\n';
    assert.equal(pinned(dockerfile, text, 'C'), text.replace('acme/b', 'acme/b --revision C'));
  });

  it('Compose: anchors, scripts, and the variables of the usual servers', () => {
    const text = `x-env: &env { MODEL_ID: acme/shared, HF_TOKEN: hf_secret }
x-base: &base { image: "acme/base:1", environment: *env }
services:
  a: { <<: *base }
  b:
    image: acme/b:1
    environment: { <<: *env, MODEL_ID: acme/own, REVISION: v1 }
  c:
    image: ghcr.io/ggml-org/llama.cpp:server
    command: ["-hf", "acme/text-GGUF:Q8_0"]
    environment: [LLAMA_ARG_HF_REPO=acme/more-GGUF:Q4]
  d:
    build: { context: ., args: { MODEL_NAME: acme/built } }
    entrypoint: ["/bin/sh", "-c", "ollama serve & ollama pull hf.co/acme/pulled-GGUF"]
    environment: [RAG_EMBEDDING_MODEL=acme/embed, OPENAI_MODEL=gpt-4o, MODEL=openai/gpt-4o-mini]
`;
    assert.deepEqual(said(compose, text), [
      'model uses acme/shared by MODEL_ID',
      'docker acme/b 1 (==1)',
      'model uses acme/own@v1 by MODEL_ID',
      'docker ghcr.io/ggml-org/llama.cpp server (==server)',
      'model uses acme/text-GGUF by -hf',
      'model uses acme/more-GGUF by LLAMA_ARG_HF_REPO',
      'model uses acme/pulled-GGUF by ollama pull',
      'model uses acme/embed by RAG_EMBEDDING_MODEL',
      'model uses acme/built by MODEL_NAME',
    ]);
  });

  it('Kubernetes: scripts behind a shell, each command once', () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
  - command: ["/bin/sh", "-c", "vllm serve acme/one --trust-remote-code"]
  - command: [sh, -c]
    args:
    - |
      pip install huggingface_hub==0.25.1
      huggingface-cli download acme/two --local-dir /models
  - image: kserve/huggingfaceserver:v0.15
    args: [--model_name=x, --model_id=acme/three, --model_revision=v1]
    env: [{ name: MODEL_ID, value: acme/four }, { name: REVISION, value: main }]
`;
    assert.deepEqual(said(kubernetes, text), [
      'model uses acme/one by vllm serve',
      'pypi huggingface_hub ==0.25.1 (==0.25.1)',
      'model uses acme/two by huggingface-cli download',
      'docker kserve/huggingfaceserver v0.15 (==v0.15)',
      'model uses acme/three@v1 by --model_id',
      'model uses acme/four@main by MODEL_ID',
    ]);
  });

  it('Helm: the keys by which charts name their models', () => {
    const text = `image: { repository: vllm/vllm-openai, tag: v0.6 }
model: acme/one
extraArgs: ["--model", "acme/two"]
vllm: { args: [--model, acme/three], modelName: openai/gpt-4o }
tei: { modelId: acme/four }
`;
    assert.deepEqual(said(helmValues, text), [
      'model uses acme/two by --model',
      'docker vllm/vllm-openai v0.6 (==v0.6)',
      'model uses acme/one by model',
      'model uses acme/three by --model',
      'model uses acme/four by modelId',
    ]);
  });

  it('takes no time without end over anchors that multiply', () => {
    const bomb = Array.from({ length: 30 }, (_, n) => `x${n + 1}: &x${n + 1} { <<: [${`*x${n},`.repeat(9)}] }`).join(
      '\n',
    );
    const readers: readonly (readonly [Reader, string])[] = [
      [compose, `x0: &x0 { MODEL_ID: acme/a }\n${bomb}\nservices: { a: { environment: *x30 } }\n`],
      [helmValues, `image: a\nx0: &x0 { MODEL_ID: acme/a }\n${bomb}\n`],
    ];
    for (const [reader, text] of readers) assert.ok(reader.read(text, 'x.yaml')!.mentions.length < 100, reader.kind);
  });
});
