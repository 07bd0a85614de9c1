import assert from 'node:assert/strict';
import type { DatasetMention, Mention, ModelMention } from '../../src/domain/mention';
import { python } from '../../src/readers/python/python';
import { applyEdits } from '../../src/text/edit';

describe('reader python', () => {
  it('finds what the usual libraries load, and what it is called there', () => {
    const code = `
from transformers import AutoModelForCausalLM, pipeline as pipe
import transformers as t, diffusers
from sentence_transformers import SentenceTransformer, CrossEncoder
from datasets import load_dataset
from huggingface_hub import snapshot_download
from peft import PeftModel
from vllm import LLM

base = AutoModelForCausalLM.from_pretrained("acme/chat", trust_remote_code=True)
PeftModel.from_pretrained(base, "acme/lora")
pipe("text-generation", model='gpt2')
t.AutoTokenizer.from_pretrained(pretrained_model_name_or_path="acme/tok").to(0)
diffusers.StableDiffusionPipeline.from_pretrained("acme/sd")
SentenceTransformer("all-MiniLM-L6-v2"), CrossEncoder("acme/rank")
load_dataset("squad", split="train")
snapshot_download("acme/chat"); snapshot_download("acme/faq", repo_type="dataset")
LLM(model="acme/served")
`;
    assert.deepEqual(read(code), [
      'model acme/chat by AutoModelForCausalLM.from_pretrained',
      'model acme/lora by PeftModel.from_pretrained',
      'model gpt2 by pipe',
      'model acme/tok by t.AutoTokenizer.from_pretrained',
      'model acme/sd by diffusers.StableDiffusionPipeline.from_pretrained',
      'model all-MiniLM-L6-v2 by SentenceTransformer',
      'model acme/rank by CrossEncoder',
      'dataset squad by load_dataset',
      'model acme/chat by snapshot_download',
      'dataset acme/faq by snapshot_download',
      'model acme/served by LLM',
    ]);
  });

  it('counts a call only if the name comes from the library', () => {
    assert.deepEqual(read('from mlflow import pipeline\npipeline("x", model="a/b")'), []);
    assert.deepEqual(read('from transformers import *\npipeline("x", model="a/b")'), ['model a/b by pipeline']);
    assert.deepEqual(read('import transformers.pipelines\ntransformers.pipeline("x", model="a/b")'), [
      'model a/b by transformers.pipeline',
    ]);
    assert.deepEqual(read('from mine import load_dataset\nimport datasets\nload_dataset("a/b")'), []);
    assert.deepEqual(read('from mine import Thing\nThing.from_pretrained("a/b")'), []);
    assert.deepEqual(read('from modelscope import AutoModel\nAutoModel.from_pretrained("a/b")'), []);
  });

  it('knows classes of other packages by their well-known names, and own classes by their base', () => {
    assert.deepEqual(read('from llava.model import LlavaForCausalLM\nLlavaForCausalLM.from_pretrained("a/b")'), [
      'model a/b by LlavaForCausalLM.from_pretrained',
    ]);
    const own =
      'from transformers import PreTrainedModel\nclass Mine(PreTrainedModel): pass\nMine.from_pretrained("a/b")';
    assert.deepEqual(read(own), ['model a/b by Mine.from_pretrained']);
  });

  it('tells the state of a revision', () => {
    const states = (rest: string): string => revisions(`${imports}AutoModel.from_pretrained("a/b"${rest})`)[0]!;
    assert.equal(states(''), 'absent');
    assert.equal(states(', revision=None'), 'absent');
    assert.equal(states(', revision="v1.0"'), 'literal v1.0');
    assert.equal(states(', revision=commit'), 'unknown');
    assert.equal(states(', **options'), 'unknown');
    assert.equal(states(', model_kwargs={"revision": "x"}'), 'unknown');
    assert.equal(states(', model_kwargs={"dtype": "x"}'), 'absent');
    assert.equal(states(', revision="a" if x else "b"'), 'unknown');
  });

  it('follows a name that is bound exactly once, to the place where it is spelled out', () => {
    const code = `${imports}NAME: str = "acme/" "chat"\nPIN = 'abc'\ndef f():\n  return AutoModel.from_pretrained(NAME, revision=PIN)\n`;
    const [load] = python.read(code, 'a.py')!.mentions as readonly ModelMention[];
    assert.equal(load!.name.text, 'acme/chat');
    assert.equal(code.slice(load!.name.start, load!.name.end), 'acme/" "chat');
    assert.equal(load!.revision!.text, 'abc');
    assert.equal(code.slice(load!.whole.start, load!.whole.end), 'AutoModel.from_pretrained(NAME, revision=PIN)');
  });

  it('does not guess what a name means', () => {
    const silent = [
      'N = "a/b"\nN = "c/d"\nAutoModel.from_pretrained(N)',
      'N = "a/b"\ndef f(N): AutoModel.from_pretrained(N)',
      'N = "a/b"\ndef f():\n  global N\n  N = x\nAutoModel.from_pretrained(N)',
      'N, M = "a/b", "c/d"\nAutoModel.from_pretrained(N)',
      'N = "a/b"\nfor N in names: AutoModel.from_pretrained(N)',
      'N = "a/b"\n[AutoModel.from_pretrained(N) for N in names]',
      'class C:\n  N = "a/b"\n  def f(self): AutoModel.from_pretrained(N)',
      'N = "a/b"\nN += "c"\nAutoModel.from_pretrained(N)',
      'AutoModel.from_pretrained(f"a/{b}")',
      'AutoModel.from_pretrained("a/{}".format(b))',
      'AutoModel.from_pretrained(b"a/b")',
      'AutoModel.from_pretrained(*names)',
      'AutoModel.from_pretrained(args.model)',
    ];
    for (const code of silent) assert.deepEqual(read(imports + code), [], code);
  });

  it('offers a place for a revision that keeps the code well formed', () => {
    const pinned: readonly (readonly [string, string])[] = [
      [`AutoModel.from_pretrained("a/b")`, `AutoModel.from_pretrained("a/b", revision="C")`],
      [`AutoModel.from_pretrained('a/b', )`, `AutoModel.from_pretrained('a/b', revision='C', )`],
      [`AutoModel.from_pretrained("a/b", *rest)`, `AutoModel.from_pretrained("a/b", *rest, revision="C")`],
      [
        `AutoModel.from_pretrained(\n    "a/b",  # why\n    dtype=x,\n)`,
        `AutoModel.from_pretrained(\n    "a/b",  # why\n    dtype=x,\n    revision="C",\n)`,
      ],
      [
        `AutoModel.from_pretrained(\r\n\t"a/b", dtype=x)`,
        `AutoModel.from_pretrained(\r\n\t"a/b", dtype=x, revision="C")`,
      ],
    ];
    for (const [before, after] of pinned) assert.equal(pin(imports + before), imports + after);
  });

  it('offers no place in a call that is not complete', () => {
    const code = `${imports}AutoModel.from_pretrained("a/b",`;
    const [load] = python.read(code, 'a.py')!.mentions as readonly ModelMention[];
    assert.equal(load!.name.text, 'a/b');
    assert.equal(load!.revisionSlot, undefined);
  });

  it('reads and pins names with a prefix of the library', () => {
    const code = 'import timm, open_clip\ntimm.create_model("hf-hub:acme/vit")\ntimm.create_model("resnet50")\n';
    assert.equal(pin(code), code.replace('acme/vit', 'acme/vit@C'));
    assert.deepEqual(revisions('import timm\ntimm.create_model("hf_hub:a/b@v2")'), ['literal v2']);
    assert.deepEqual(read('import open_clip as o\no.create_model_and_transforms("hf-hub:a/b")'), [
      'model a/b by o.create_model_and_transforms',
    ]);
  });

  it('finds weight files that are loaded by a path', () => {
    const code = `
import torch, pickle, numpy as np
from safetensors.torch import load_file
torch.load("old/model.pt", map_location="cpu")
pickle.load(open(r"a\\b.pkl", "rb"))
with open("c.pkl", "rb") as f:
    pickle.load(f)
load_file('m.safetensors'); np.load("x.npy"); torch.load("https://example.org/x.pt"); torch.load(path)
torch.jit.load("script.pt")
`;
    assert.deepEqual(read(code), [
      'weights old/model.pt by torch.load',
      'weights a\\b.pkl by pickle.load',
      'weights c.pkl by pickle.load',
      'weights m.safetensors by load_file',
      'weights x.npy by np.load',
      'weights script.pt by torch.jit.load',
    ]);
  });

  it('keeps local paths and leaves out what is neither a path nor a name on the Hub', () => {
    const named = (name: string): readonly string[] => read(`${imports}AutoModel.from_pretrained(${name})`);
    for (const path of ['./out', '/models/x', '~/m', '..', 'runs/a/b', 'out/']) {
      assert.deepEqual(named(`"${path}"`), [`model ${path} by AutoModel.from_pretrained`]);
    }
    assert.deepEqual(named(String.raw`"C:\\models\\x"`), [String.raw`model C:\models\x by AutoModel.from_pretrained`]);
    for (const name of ['', 'a--b', 'a b', 'https://example.org/a/b', '<model>', 'x'.repeat(97)]) {
      assert.deepEqual(named(`"${name}"`), [], name);
    }
    assert.deepEqual(read('import datasets\ndatasets.load_dataset("json", data_files="x.json")'), []);
  });

  it('reads on behind syntax errors, byte order marks and Windows line ends', () => {
    const code =
      '\ufefffrom transformers import AutoModel\r\nx = = (\r\ndef f(:\r\nAutoModel.from_pretrained("a/b")\r\n';
    const [load] = python.read(code, 'a.py')!.mentions as readonly ModelMention[];
    assert.equal(code.slice(load!.name.start, load!.name.end), 'a/b');
  });

  it('survives deep nesting and long files', () => {
    for (const opening of ['AutoModel.from_pretrained(', 'pipeline(x, ', '(', 'lambda a: ', 'x = [', '(a := ']) {
      const code = `${imports}${opening.repeat(20_000)}\n\nAutoModel.from_pretrained("a/after")\n`;
      assert.deepEqual(read(code), ['model a/after by AutoModel.from_pretrained'], opening);
    }
    const long = imports + 'M = "a/b"\n' + 'AutoModel.from_pretrained(M, dtype=x)\n'.repeat(10_000);
    assert.equal(python.read(long, 'a.py')!.mentions.length, 10_000);
  });
});

const imports = 'from transformers import AutoModel, pipeline\n';

function read(code: string): readonly string[] {
  return python.read(code, 'src/app.py')!.mentions.map(described);
}

function described(mention: Mention): string {
  if (mention.kind === 'weights') return `weights ${mention.path.text} by ${mention.by}`;
  const { kind, name, by } = mention as ModelMention | DatasetMention;
  return `${kind} ${name.text} by ${by}`;
}

function revisions(code: string): readonly string[] {
  const loads = python.read(code, 'app.py')!.mentions as readonly ModelMention[];
  return loads.map(({ revisionState, revision }) => [revisionState, revision?.text].filter(Boolean).join(' '));
}

function pin(code: string): string {
  const [load] = python.read(code, 'app.py')!.mentions as readonly ModelMention[];
  const { at, before, after } = load!.revisionSlot!;
  return applyEdits(code, [{ start: at, end: at, newText: `${before}C${after}` }]).text;
}
