import assert from 'node:assert/strict';
import { dockerfile } from '../../src/readers/containers/dockerfile';
import { pinned, readingOf, said } from './said';

describe('reader dockerfile', () => {
  it('reads the images that a build starts from and copies from', () => {
    const text = `# syntax=docker/dockerfile:1
ARG TAG=2.0
FROM --platform=linux/amd64 pytorch/pytorch:2.1.0-cuda11.8@sha256:0abc AS Base
FROM base AS next
FROM nvcr.io/nvidia/pytorch:24.01-py3
FROM localhost:5000/me/img
FROM scratch
FROM python:\${TAG}
FROM $IMAGE
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/
COPY --from=base /a /b
COPY --from=0 /a /b
`;
    assert.deepEqual(said(dockerfile, text), [
      'docker pytorch/pytorch 2.1.0-cuda11.8@sha256:0abc (==sha256:0abc)',
      'docker nvcr.io/nvidia/pytorch 24.01-py3 (==24.01-py3)',
      'docker localhost:5000/me/img',
      'docker python ${TAG} (==${TAG})',
      'docker ghcr.io/astral-sh/uv latest (==latest)',
    ]);
  });

  it('reads what pip installs, over continued lines and in lists', () => {
    const text = `FROM python:3.12
RUN --mount=type=cache,target=/root/.cache pip install --no-cache-dir -U "torch>=2.0,<3" \\
    # why
    'transformers[torch]==4.40.0' \\

    -r requirements.txt -cconstraints.txt --extra-index-url https://download.pytorch.org/whl/cu118 --trusted-host=h 2>&1 && \\
    python3 -m pip --quiet install git+https://github.com/huggingface/peft@main && apt-get install python3-pip
RUN ["pip", "install", "vllm==0.4.0"]
RUN uv pip install --system pandas==\${PANDAS} $MORE ; sudo /opt/venv/bin/pip3.11 install -qUr more.txt
RUN <<EOF
pip install accelerate # here too
EOF
RUN echo "pip install nothing"
`;
    assert.deepEqual(said(dockerfile, text).slice(1), [
      'pypi torch >=2.0,<3 (>=2.0,<3)',
      'pypi transformers ==4.40.0 (==4.40.0)',
      'include requirements.txt as requirements',
      'include constraints.txt as constraints',
      'index https://download.pytorch.org/whl/cu118',
      'trusted-host h',
      'pypi git+https://github.com/huggingface/peft@main',
      'pypi vllm ==0.4.0 (==0.4.0)',
      'pypi pandas ==${PANDAS} (==${PANDAS})',
      'include more.txt as requirements',
      'pypi accelerate',
    ]);
  });

  it('says where the shell takes a version away', () => {
    const text = 'FROM python\nRUN pip install numpy>=1.26 "scipy>=1.0"\n';
    const { problems } = readingOf(dockerfile, text);
    assert.deepEqual(
      problems.map(({ code, start, end }) => [code, text.slice(start, end)]),
      [['shell-redirection', '>=1.26']],
    );
  });

  it('reads the models that are downloaded and served', () => {
    const text = `FROM vllm/vllm-openai:v0.6.0
RUN hf download meta-llama/Llama-3.1-8B --revision 0e9e39f
RUN huggingface-cli download --repo-type dataset --local-dir /data openai/gsm8k
RUN huggingface-cli download $MODEL
ENV MODEL_ID=google/gemma-2b HF_TOKEN=hf_secret/token
ENV MODEL_NAME mistralai/Mistral-7B-v0.1
ENTRYPOINT ["vllm", "serve", "Qwen/Qwen2-7B", "--revision", "main"]
CMD python -m vllm.entrypoints.openai.api_server --model "facebook/opt-125m"
`;
    assert.deepEqual(said(dockerfile, text).slice(1), [
      'model uses meta-llama/Llama-3.1-8B@0e9e39f by hf download',
      'dataset uses openai/gsm8k by huggingface-cli download',
      'model uses google/gemma-2b by MODEL_ID',
      'model uses mistralai/Mistral-7B-v0.1 by MODEL_NAME',
      'model uses Qwen/Qwen2-7B@main by vllm serve',
      'model uses facebook/opt-125m by --model',
    ]);
  });

  it('reads the weight files that are put into the image', () => {
    const text = `FROM scratch
ARG WEIGHTS=models/by-default.onnx
COPY models/a.pt ./models/b.SAFETENSORS src/app.py /srv/
COPY --chown=1000:1000 --link "/models/with space.gguf" \\
  models/c.h5 /srv/c.h5
COPY --exclude=*.pt ["models/d.pkl", "/srv/"]
COPY $WEIGHTS \${UNKNOWN}.pt /srv/
COPY --from=builder /out/model.pt /srv/
COPY a.pt
COPY <<EOF /srv/model.pt
EOF
ADD --keep-git-dir=true models/e.bin /srv/
ADD https://example.org/f.safetensors?download=true https://example.org/\${VERSION}.pt /srv/
ADD ["https://huggingface.co/acme/ranker/resolve/main/model.bin", "/srv/"]
`;
    assert.deepEqual(said(dockerfile, text), [
      'weights models/a.pt by COPY',
      'weights ./models/b.SAFETENSORS by COPY',
      'weights models/with space.gguf by COPY',
      'weights models/c.h5 by COPY',
      'weights models/d.pkl by COPY',
      'weights models/by-default.onnx by COPY',
      'docker builder',
      'weights models/e.bin by ADD',
      'weights https://example.org/f.safetensors?download=true by ADD',
      'model uses acme/ranker@main by ADD',
    ]);
  });

  it('knows where a revision can be put in', () => {
    const text = 'FROM x\nRUN hf download "a/b" --local-dir m && pip list\nCMD ["hf", "download", "a/b"]\n';
    assert.equal(
      pinned(dockerfile, text, 'c0ffee'),
      'FROM x\nRUN hf download "a/b" --revision c0ffee --local-dir m && pip list\nCMD ["hf", "download", "a/b"]\n',
    );
  });

  it('reads what is half typed, has other line ends, or is no Dockerfile', () => {
    const cases: Readonly<Record<string, readonly string[] | undefined>> = {
      FROM: [],
      'FROM python:': ['docker python'],
      'from python:3\r\nrun pip install "torch\r\n': ['docker python 3 (==3)', 'pypi torch'],
      'FROM x\nRUN <<EOF\npip install a': ['docker x', 'pypi a'],
      'FROM x\nRUN pip install $(cat list': ['docker x'],
      '# escape=`\nFROM x\nRUN pip `\n  install a': ['docker x', 'pypi a'],
      'import os\nprint(os)\n': undefined,
    };
    for (const [text, expected] of Object.entries(cases)) {
      if (expected) assert.deepEqual(said(dockerfile, text), expected, text);
      else assert.equal(dockerfile.read(text, 'Dockerfile'), undefined, text);
    }
  });
});
