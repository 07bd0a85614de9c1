import assert from 'node:assert/strict';
import type { Mention } from '../../src/domain/mention';
import { mcp } from '../../src/readers/agents/mcp';
import { dockerfile } from '../../src/readers/containers/dockerfile';
import { javascript } from '../../src/readers/javascript/javascript';
import { notebook } from '../../src/readers/notebook/notebook';
import { python } from '../../src/readers/python/python';
import type { Reader } from '../../src/readers/reader';
import { compose } from '../../src/readers/serving/compose';
import { helmValues } from '../../src/readers/serving/helm-values';
import { kubernetes } from '../../src/readers/serving/kubernetes';
import { modelfile } from '../../src/readers/serving/modelfile';
import { slicesOf } from './mentions';

/** A text of each kind, with what is likely to break when only a part of it is there: quotes, brackets, indentation, continuations. */
const texts: readonly (readonly [Reader, string])[] = [
  [
    python,
    `from transformers import AutoModel, pipeline as pipe
import os, torch, mlflow
NAME = f"acme/{'chat'}"
CFG = {"m": "acme/dict", "r": "v1"}
class A:
    """What it is."""
    name: str = "acme/attribute"
    def load(self, n="acme/default"):
        AutoModel.from_pretrained(self.name, revision=CFG["r"]); AutoModel.from_pretrained(n)
pipe("ner", model=CFG["m"])
torch.hub.load('acme/nets:v1', "tiny"); torch.load(os.path.join("models", "a.pt"))
mlflow.pyfunc.load_model(f"models:/{'churn'}/3")
`,
  ],
  [
    javascript,
    `import { pipeline, AutoModel as M } from '@huggingface/transformers';
const name: string = 'acme/chat';
const p = await pipeline<'ner'>('ner', name, { revision: \`v1\`, dtype: "q8" });
export const View = () => <div>{M.from_pretrained('acme/view')}</div>;
`,
  ],
  [
    notebook,
    `{"cells": [{"cell_type": "code", "source": ["%pip install 'torch>=2' \\\\\\n", "  numpy\\n", "from transformers import AutoModel\\n",
"AutoModel.from_pretrained(\\"acme/chat\\")\\n", "!hf download acme/second --revision v1"]}, {"cell_type": "code", "source": "%%bash\\npip install a\\n"}]}`,
  ],
  [
    dockerfile,
    `ARG MODEL=acme/arg
FROM python:3.11@sha256:0abc AS base
ENV MODEL_ID="acme/env" REVISION=main
RUN --mount=type=cache,target=/x pip install "torch>=2" \\
    # why
    -r requirements.txt && hf download $MODEL
RUN python -c "from transformers import AutoModel; AutoModel.from_pretrained('acme/inline')"
RUN <<EOF
git clone -b v1 https://huggingface.co/datasets/acme/faq
EOF
ADD https://huggingface.co/acme/net/resolve/v1/a.bin /m/
CMD ["vllm", "serve", "acme/served", "--revision", "v2"]
`,
  ],
  [
    compose,
    `x-env: &env { MODEL_ID: acme/shared }
services:
  a:
    image: "vllm/vllm-openai:v0.6.3"
    command: ["--model", "acme/listed", --revision=v1]
    environment:
      <<: *env
  b:
    image: ghcr.io/ggml-org/llama.cpp:server
    command: >
      -hf acme/text-GGUF:Q4
`,
  ],
  [
    kubernetes,
    `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: a
    image: python:3.11
    command: ["sh", "-c"]
    args:
    - |
      pip install "torch==2.4.0"
      hf download acme/script
    env: [{ name: MODEL_ID, value: acme/env }]
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
spec: { predictor: { model: { storageUri: "hf://acme/stored:v1" } } }
`,
  ],
  [
    helmValues,
    `image: { repository: vllm/vllm-openai, tag: "v0.6.2" }
model: acme/chat
extraArgs:
  - --model=acme/extra
`,
  ],
  [
    modelfile,
    `FROM hf.co/acme/chat-GGUF:Q4_K_M\nADAPTER ./lora.gguf\nTEMPLATE """{{ .System }}\nFROM x"""\nLICENSE MIT\n`,
  ],
  [
    mcp,
    `{ "servers": { // mine
  "fs": { "command": "npx", "args": ["-y", "@acme/fs@1.2.3", "--key=x"], "env": { "KEY": "secret" } },
  "git": { "command": "uvx", "args": ["--from", "acme-git==1.0", "acme-git"] },
  "img": { "command": "docker", "args": ["run", "-e", "A=b", "ghcr.io/acme/mcp:v1"] },
  "sh": { "command": "bash", "args": ["-c", "npx -y acme-sh@2.0.0"] },
} }`,
  ],
];

describe('readers of code and deployments, at every character that is typed', () => {
  for (const [reader, text] of texts) {
    it(reader.kind, () => {
      const whole = new Set(namesIn(reader, text));
      assert.ok(whole.size > 1);
      for (const lineEnds of [text, text.replaceAll('\n', '\r\n')])
        for (let length = 0; length < lineEnds.length; length++) checkPart(reader, lineEnds.slice(0, length), whole);
    });
  }

  it('with tabs, nested deep, and with control characters', () => {
    for (const [reader, text] of texts) {
      const deep = ['['.repeat(10_000), '{"a":'.repeat(10_000), '(('.repeat(5000), '- '.repeat(10_000)];
      for (const bad of [
        text.replaceAll('  ', '\t'),
        text.replaceAll('acme/', 'acme/\u0000\u001b['),
        ...deep.map((one) => text + one),
      ])
        assert.doesNotThrow(() => placesOf(reader, bad), reader.kind);
    }
  });
});

/** What is read of a part is what is read of the whole, or stands at the end, where it is just being typed. */
function checkPart(reader: Reader, part: string, whole: ReadonlySet<string>): void {
  for (const [name, end] of placesOf(reader, part)) {
    const isAtEnd = part.slice(end).replace(/^['"\\\]})\s,>]*/, '') === '';
    assert.ok(isAtEnd || whole.has(name), `${name} in ${JSON.stringify(part.slice(-60))}`);
  }
}

function namesIn(reader: Reader, text: string): readonly string[] {
  return placesOf(reader, text).map(([name]) => name);
}

/** Each mention by its kind and name, and where the name ends; every place is within the text. */
function placesOf(reader: Reader, text: string): readonly (readonly [string, number])[] {
  const { mentions = [], problems = [] } = reader.read(text, reader === javascript ? 'view.tsx' : 'file') ?? {};
  for (const { start, end } of [...problems, ...mentions.flatMap((mention) => [...slicesOf(mention)])])
    assert.ok(0 <= start && start <= end && end <= text.length, reader.kind);
  return mentions.map((mention) => [`${mention.kind} ${nameOf(mention).text}`, nameOf(mention).end]);
}

function nameOf(mention: Mention) {
  if ('name' in mention) return mention.name;
  const [first] = slicesOf(mention);
  return first!;
}
