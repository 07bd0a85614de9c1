import type { Knowledge } from '../../../src/domain/knowledge';
import { unpinnedRevision } from '../../../src/rules/model/unpinned-revision';
import { ruleTest } from '../rule-test';

const commit = '0123456789abcdef0123456789abcdef01234567';
const transformers = 'from transformers import AutoModel\n';

/** The cache knows `main` and `v1.0` of acme/chat. */
const knowing: Partial<Knowledge> = {
  commitOf: (kind, name, revision) =>
    kind === 'model' && name === 'acme/chat' && ['main', 'v1.0'].includes(revision)
      ? { commit, source: 'the local cache' }
      : undefined,
};

ruleTest(unpinnedRevision, {
  silent: [
    '',
    'print("acme/chat")',
    `${transformers}AutoModel.from_pretrained("acme/chat", revision="${commit}")`,
    `${transformers}AutoModel.from_pretrained("acme/chat", revision=settings.revision)`,
    `${transformers}AutoModel.from_pretrained(settings.model)`,
    `${transformers}# AutoModel.from_pretrained("acme/chat")`,
    `${transformers}AutoModel.from_pretrained("acme/chat", **options)`,
    { code: `${transformers}AutoModel.from_pretrained("models/chat")`, knowing: { isLocal: () => true } },
    'from datasets import load_dataset\nload_dataset("acme/faq")',
    'AutoModel.from_pretrained(',
    `import torch\ntorch.hub.load("acme/nets:${commit}", "tiny", skip_validation=True)`,
    'import torch\ntorch.hub.load(REPO, "tiny"); torch.hub.load("nets", "tiny", source="local")',
    {
      code: `FROM scratch\nENV MODEL_ID=acme/chat\nRUN hf download acme/chat --revision ${commit}\nRUN hf download $MODEL\nRUN git clone https://huggingface.co/acme/chat\n`,
      file: 'Dockerfile',
    },
    'import mlflow, spacy\nmlflow.pyfunc.load_model("models:/churn@champion"); spacy.load("en_core_web_sm")',
  ],
  speaks: [
    {
      code: `${transformers}AutoModel.from_pretrained("«acme/chat»")`,
      says: 'moving',
      message:
        'acme/chat is loaded from "main", so its files can change without a change here. Pin the 40-character commit that was checked.',
      subject: 'pkg:huggingface/acme/chat',
    },
    {
      code: `${transformers}AutoModel.from_pretrained("«acme/chat»")`,
      says: 'moving',
      knowing,
      message: /Pin the commit in use now, 0123456 \(from the local cache\)\.$/,
      fixed: `${transformers}AutoModel.from_pretrained("acme/chat", revision="${commit}")`,
    },
    {
      code: `${transformers}AutoModel.from_pretrained("acme/chat", revision="«v1.0»")`,
      says: 'moving',
      knowing,
      fixed: `${transformers}AutoModel.from_pretrained("acme/chat", revision="${commit}")`,
      subject: 'pkg:huggingface/acme/chat@v1.0',
    },
    { code: `${transformers}AutoModel.from_pretrained("acme/chat", revision="«0123456»")`, says: 'moving', knowing },
    {
      code: 'FROM scratch\nRUN hf download «acme/chat» --local-dir /srv && ls\n',
      file: 'Dockerfile',
      says: 'moving',
      knowing,
      fixed: `FROM scratch\nRUN hf download acme/chat --revision ${commit} --local-dir /srv && ls\n`,
    },
    {
      code: 'FROM scratch\nRUN huggingface-cli download acme/chat --revision «v1.0»\n',
      file: 'Dockerfile',
      says: 'moving',
      knowing,
      fixed: `FROM scratch\nRUN huggingface-cli download acme/chat --revision ${commit}\n`,
    },
    {
      code: `${transformers}AutoModel.from_pretrained(\r\n    '«acme/chat»',  # why\r\n    token=True,\r\n)`,
      says: 'moving',
      knowing,
      fixed: `${transformers}AutoModel.from_pretrained(\r\n    'acme/chat',  # why\r\n    token=True,\r\n    revision='${commit}',\r\n)`,
    },
    {
      code: 'import transformers\ntransformers.pipeline("text-generation", model="«acme/chat»")',
      says: 'moving',
      knowing,
      fixed: `import transformers\ntransformers.pipeline("text-generation", model="acme/chat", revision="${commit}")`,
    },
    {
      code: `${transformers}NAME = "«acme/chat»"\nAutoModel.from_pretrained(NAME)`,
      says: 'moving',
      knowing,
      fixed: `${transformers}NAME = "acme/chat"\nAutoModel.from_pretrained(NAME, revision="${commit}")`,
    },
    {
      code: 'import torch\ntorch.hub.load("«acme/nets»", "tiny")',
      says: 'code',
      knowing: { isLocal: () => true, commitOf: () => ({ commit, source: 'the Hub' }) },
      message: /^The code of acme\/nets is fetched from GitHub at its default branch and run, /,
      subject: 'pkg:github/acme/nets',
    },
    {
      code: 'import torch\ntorch.hub.load("acme/nets:«v1.0»", "tiny")',
      says: 'code',
      message: /at "v1\.0" and run/,
      subject: 'pkg:github/acme/nets@v1.0',
    },
    { code: `${transformers}AutoModel.from_pretrained("«acme/other»")\ndef f(\n`, says: 'moving', knowing },
  ],
});
