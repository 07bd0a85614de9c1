/**
 * Compacts the ranking of PyPI packages into src/facts/data/popular.tsv: a head with the date, then a name a line.
 * `*` marks names that look-alikes are held against: the most downloaded ones and those of AI projects.
 * `=` marks names outside the ranking that are known to be honest packages, most of them by a PyPA advisory about a flaw.
 * Usage: node scripts/facts-packages.mjs FOLDER, with popular-pypi.txt and ai-packages.txt in FOLDER/packages,
 * pypi-facts.jsonl and malicious-facts.jsonl in FOLDER/advisories.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-packages.mjs FOLDER');

const [head, ...ranked] = lines('packages/popular-pypi.txt');
const asOf = /as of (\d{4}-\d{2}-\d{2})/.exec(head)[1];
const families = lines('packages/ai-packages.txt');

/** Packages of AI projects that the families do not cover; some are not in the ranking. */
const ofAi = `
  accelerate albumentations auto-gptq autoawq bitsandbytes chromadb clearml coremltools ctransformers datasets deepspeed
  detectron2 diffusers einops evaluate fairseq faiss-cpu flash-attn gensim gguf gradio huggingface-hub hyperopt instructor
  kornia langfuse librosa lightgbm lightning llama-cpp-python llama-index monai onnxruntime onnxruntime-gpu open-clip-torch
  opencv-python optimum optuna outlines pinecone pytorch-lightning qdrant-client safetensors scikit-image scikit-learn
  sentence-transformers sentencepiece skorch smolagents spacy stable-baselines3 streamlit tensorboard tiktoken tokenizers
  torchaudio torchmetrics torchvision transformers triton ultralytics unsloth unstructured wandb weaviate-client xformers xgboost`
  .trim()
  .split(/\s+/);

/** Packages outside the ranking that are known to be what they say, though their names are like those of others. */
const known = `
  cchardet djongo faiss-gpu keras-cv ktransformers llama-cpp lightning-fabric ngboost numpyro onnxruntime-cpu pkginfo2
  tensorflow-aarch64 tensorflow-gpu tensorflow-rocm torchx websocket`
  .trim()
  .split(/\s+/);

const targets = new Set([...ranked.slice(0, 1000), ...ranked.filter(isOfFamily), ...ofAi]);
const malicious = new Set(facts('advisories/malicious-facts.jsonl').map(({ pkg }) => pkg));
const advised = facts('advisories/pypi-facts.jsonl')
  .filter(({ kind, withdrawn }) => kind !== 'malware' && !withdrawn)
  .map(({ pkg }) => pkg);
const inUse = [...known, ...advised].filter(
  (name) => !malicious.has(name) && !ranked.includes(name) && !targets.has(name),
);

const table = [
  ...[...new Set([...ranked, ...ofAi])].map((name) => (targets.has(name) ? `${name}\t*` : name)),
  ...[...new Set(inUse)].sort().map((name) => `${name}\t=`),
];
const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data/popular.tsv');
writeFileSync(target, `${asOf}\t${ranked.length}\n${table.join('\n')}\n`);
console.log(`${ranked.length} ranked names as of ${asOf}, ${targets.size} held against, ${table.length} in all`);

/** A family is a name, or the beginning of names that ends in a hyphen. */
function isOfFamily(name) {
  return families.some((family) => name === family || name.startsWith(family.replace(/-?$/, '-')));
}

function facts(name) {
  return lines(name).map((line) => JSON.parse(line));
}

function lines(name) {
  return readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean);
}
