import assert from 'node:assert/strict';
import { python } from '../../src/readers/python/python';

/** Each example: code as people write it, and what it loads. */
const examples: Readonly<Record<string, readonly (readonly [code: string, ...loads: readonly string[]])[]>> = {
  transformers: [
    [`from transformers import AutoConfig\nAutoConfig.from_pretrained("acme/chat")`, 'model acme/chat'],
    [`from transformers import pipeline\npipeline(task="ner", model="acme/ner")`, 'model acme/ner'],
    [`from transformers import pipeline\npipeline("summarization")`],
    [`import transformers\nm = get()\nm.load_adapter("acme/adapter")`, 'model acme/adapter'],
  ],
  trl: [
    [`from trl import SFTTrainer\nSFTTrainer("acme/base", train_dataset=d)`, 'model acme/base'],
    [`from trl import SFTTrainer\nSFTTrainer(model="acme/base", args=config)`, 'model acme/base unknown'],
    [`from trl import SFTTrainer\nSFTTrainer(model=model)`],
  ],
  diffusers: [
    [`import diffusers\npipe.load_lora_weights("acme/style", weight_name="x")`, 'model acme/style'],
    [`from diffusers import FluxPipeline as F\nF.from_single_file("sd.safetensors")`, 'weights sd.safetensors'],
  ],
  huggingface_hub: [
    [`from huggingface_hub import HfApi\nHfApi().hf_hub_download("a/b", "c.bin")`, 'model a/b'],
    [`import huggingface_hub\napi.snapshot_download(repo_id="a/b", repo_type="dataset")`, 'dataset a/b'],
    [`import huggingface_hub\nhuggingface_hub.snapshot_download("a/b", repo_type="space")`],
    [`import huggingface_hub\nhuggingface_hub.snapshot_download("a/b", repo_type=kind)`],
    [`import huggingface_hub\nfrom modelscope import snapshot_download\nsnapshot_download("a/b")`],
    [`from huggingface_hub import InferenceClient\nInferenceClient(model="a/b")`, 'service a/b'],
    [`from huggingface_hub import InferenceClient\nInferenceClient(model="https://example.org")`],
  ],
  datasets: [
    [`from datasets import load_dataset\nload_dataset("squad", "plain")`, 'dataset squad'],
    [`from datasets import load_dataset\nload_dataset("imagefolder", data_dir="x")`],
    [`import seaborn as sns, datasets\nsns.load_dataset("iris")`],
    [`from sklearn import datasets\ndatasets.load_dataset("iris")`],
    [`import datasets\ndatasets.load_from_disk("x")`],
  ],
  'hf:// addresses': [
    [`import pandas as pd\npd.read_csv("hf://datasets/a/b/c.csv")`, 'dataset a/b'],
    [`pl.scan_parquet('hf://datasets/a/b@refs%2Fpr%2F1/**/*.parquet')`, 'dataset a/b @refs/pr/1'],
    [`import keras_hub\nkeras_hub.models.Gemma.from_preset("hf://acme/gemma")`, 'model acme/gemma'],
    [`x = "hf://spaces/a/b", "hf://", "hf://datasets/a", "see hf://a/b", f"hf://{x}/b"  # "hf://a/b"`],
  ],
  'open_clip and timm': [
    [`import open_clip\nopen_clip.get_tokenizer("hf-hub:a/b")`, 'model a/b'],
    [`import open_clip\nopen_clip.create_model("ViT-B-32", pretrained="laion2b")`],
    [`import timm\ntimm.create_model("resnet50", pretrained=True)`],
  ],
  vllm: [
    [`from vllm import LLM\nLLM("a/b", tokenizer="c/d", tokenizer_revision="v1")`, 'model a/b', 'model c/d @v1'],
    [`from vllm import AsyncEngineArgs\nAsyncEngineArgs(model="a/b")`, 'model a/b'],
  ],
  llama_cpp: [
    [`from llama_cpp import Llama\nLlama.from_pretrained(repo_id="a/b-GGUF", filename="*q4.gguf")`, 'model a/b-GGUF'],
    [`from llama_cpp import Llama\nLlama(model_path="models/x.gguf", n_ctx=1)`, 'weights models/x.gguf'],
  ],
  langchain: [
    [`from langchain_huggingface import HuggingFaceEmbeddings\nHuggingFaceEmbeddings(model_name="a/b")`, 'model a/b'],
    [
      `from langchain_huggingface.llms import HuggingFacePipeline\nHuggingFacePipeline.from_model_id(model_id="a/b", task="x")`,
      'model a/b',
    ],
    [`from langchain_huggingface import HuggingFaceEndpoint\nHuggingFaceEndpoint(repo_id="a/b")`, 'service a/b'],
    [`from langchain_community.llms import LlamaCpp\nLlamaCpp(model_path="x.gguf")`, 'weights x.gguf'],
  ],
  llama_index: [
    [
      `from llama_index.embeddings.huggingface import HuggingFaceEmbedding\nHuggingFaceEmbedding("a/b"); HuggingFaceEmbedding(model_name="c/d")`,
      'model a/b',
      'model c/d',
    ],
    [
      `from llama_index.llms.huggingface import HuggingFaceLLM\nHuggingFaceLLM(model_name="a/b", tokenizer_name="c/d")`,
      'model a/b',
      'model c/d',
    ],
    [`from llama_index.core import embeddings\nembeddings.resolve_embed_model("local:a/b")`, 'model a/b'],
    [`from llama_index.core.embeddings import resolve_embed_model\nresolve_embed_model("default")`],
  ],
  litellm: [
    [`from litellm import completion\ncompletion(model="openai/gpt-4o", messages=m)`, 'service openai/gpt-4o'],
    [`import litellm\nlitellm.completion(model="gpt-4o")`],
    [`import litellm\nclient.completion(model="openai/gpt-4o")`],
  ],
  'other engines': [
    [`import sglang as sgl\nsgl.Engine(model_path="a/b", revision="v1")`, 'model a/b @v1'],
    [`from mlx_lm import load, generate\nload("mlx-community/c")`, 'model mlx-community/c'],
    [`from FlagEmbedding import BGEM3FlagModel\nBGEM3FlagModel("BAAI/bge-m3", use_fp16=True)`, 'model BAAI/bge-m3'],
    [`from fastembed import TextEmbedding\nTextEmbedding(model_name="BAAI/bge"); TextEmbedding()`, 'model BAAI/bge'],
    [
      `from faster_whisper import WhisperModel\nWhisperModel("large-v3"); WhisperModel("acme/whisper")`,
      'model acme/whisper',
    ],
  ],
  'weight files': [
    [`import keras\nkeras.models.load_model("x.keras")`, 'weights x.keras'],
    [`import tensorflow as tf\nmodel.load_weights("w.h5")`, 'weights w.h5'],
    [`import joblib\njoblib.load("a.joblib")`, 'weights a.joblib'],
    [`from sklearn.externals import joblib\njoblib.load("a.pkl")`, 'weights a.pkl'],
    [`import pickle\nfrom pathlib import Path\npickle.load(Path("a.pkl").open("rb"))`, 'weights a.pkl'],
    [`import torch\nfrom pathlib import Path\nP = Path("a.pt")\ntorch.load(P)`, 'weights a.pt'],
    [`import torch\ntorch.load(Path("a") / "b.pt"); torch.load(Path(ROOT, "b.pt")); torch.load("")`, 'weights a/b.pt'],
    [`import numpy as np, json, yaml\njson.load(open("x.json")); np.loadtxt("x.txt"); yaml.load("x")`],
    [`from safetensors.torch import load_model\nload_model(net, "m.safetensors")`, 'weights m.safetensors'],
    [`from ultralytics import YOLO\nYOLO("yolov8n.pt"); YOLO("yolov8n.yaml")`, 'weights yolov8n.pt'],
  ],
  'torch.hub': [
    [`import torch\ntorch.hub.load("pytorch/vision:v0.10.0", "resnet18")`, 'github pytorch/vision @v0.10.0'],
    [
      `from torch import hub\nhub.load(repo_or_dir="facebookresearch/dinov2", model="x")`,
      'github facebookresearch/dinov2',
    ],
    [`from torch.hub import load as load_net\nload_net('a/b:main', 'x', source='github')`, 'github a/b @main'],
    [`import torch\ntorch.hub.load("a/b", "x", path="best.pt")`, 'github a/b', 'weights best.pt'],
    [
      `import torch\ntorch.hub.load("./nets", "x", source="local"); torch.hub.load("a/b", "x", source=S)`,
      'model ./nets',
    ],
    [
      `from torch.hub import load_state_dict_from_url\nURL = "https://example.org/a.pth"\nload_state_dict_from_url(URL, progress=True)`,
      'weights https://example.org/a.pth',
    ],
    [
      `import torch\ntorch.hub.download_url_to_file("https://huggingface.co/a/b/resolve/v1/c.pth", "c.pth")`,
      'model a/b @v1',
    ],
    [
      `import torch.utils.model_zoo as zoo\nzoo.load_url("https://example.org/a.pth"); zoo.load_url(x)`,
      'weights https://example.org/a.pth',
    ],
  ],
  MLflow: [
    [`import mlflow\nmlflow.pyfunc.load_model("models:/churn/3")`, 'mlflow churn @3'],
    [`import mlflow.sklearn\nmlflow.sklearn.load_model(model_uri="models:/churn@champion")`, 'mlflow churn @champion'],
    [
      `from mlflow.pyfunc import load_model\nload_model("models:/main.ml.churn/Production")`,
      'mlflow main.ml.churn @Production',
    ],
    [
      `import mlflow\nmlflow.transformers.load_model("runs:/0123456789abcdef0123456789abcdef/model")`,
      'mlflow model @0123456789abcdef0123456789abcdef',
    ],
    [`import mlflow\nmlflow.pyfunc.spark_udf(spark, "models:/churn/1")`, 'mlflow churn @1'],
    [`import mlflow\nmlflow.pyfunc.load_model(f"models:/{name}/{v}"); mlflow.pyfunc.load_model("models:/")`],
  ],
  spaCy: [
    [`import spacy\nspacy.load("en_core_web_sm", disable=["ner"])`, 'spacy en_core_web_sm'],
    [`from spacy.cli import download\ndownload("de_core_news_md-3.7.0")`, 'spacy de_core_news_md @3.7.0'],
    [
      `import spacy\nspacy.cli.download(model="xx_ent_wiki_sm"); spacy.load("./out/model-best")`,
      'spacy xx_ent_wiki_sm',
      'model ./out/model-best',
    ],
    [`import spacy\nspacy.load("en"); spacy.blank("en_core_web_sm")`],
  ],
  'names alike': [
    [`from nemo.collections import asr\nasr.models.ASRModel.from_pretrained("a/b")`],
    [`from .models import BertModel\nBertModel.from_pretrained("bert-base")`],
    [`from efficientnet_pytorch import EfficientNet\nEfficientNet.from_pretrained("a/b")`],
    [`import whisper, keras\nwhisper.load_model("base")`],
    [`from azure.ml import pipeline\nfrom transformers import AutoModel\npipeline("x", "a/b")`],
  ],
};

describe('reader python, library by library', () => {
  for (const [library, cases] of Object.entries(examples)) {
    it(library, () => {
      for (const [code, ...loads] of cases) assert.deepEqual(loadsIn(code), loads, code);
    });
  }
});

function loadsIn(code: string): readonly string[] {
  return python.read(code, 'app.py')!.mentions.map((mention) => {
    if (mention.kind === 'weights') return `weights ${mention.path.text}`;
    if (mention.kind === 'service') return `service ${mention.name.text}`;
    assert.ok(mention.kind === 'model' || mention.kind === 'dataset');
    const { name, revision, revisionState } = mention;
    const registry = mention.kind === 'model' ? mention.registry : undefined;
    for (const one of [name, ...(revision ? [revision] : [])])
      assert.equal(code.slice(one.start, one.end).replaceAll('%2F', '/'), one.text);
    return [
      registry ?? mention.kind,
      name.text,
      revision ? `@${revision.text}` : '',
      revisionState === 'unknown' ? 'unknown' : '',
    ]
      .filter(Boolean)
      .join(' ');
  });
}
