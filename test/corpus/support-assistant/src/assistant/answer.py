"""Drafts an answer from the passages that were found."""

from llama_cpp import Llama
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

BASE = "meta-llama/Llama-3.1-8B-Instruct"  # expect: model/unpinned-revision


def load_adapter():
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    base = AutoModelForCausalLM.from_pretrained(BASE, torch_dtype="auto")
    return tokenizer, PeftModel.from_pretrained(base, "models/support-adapter")


def load_adapter_weights():
    return load_file("models/support-adapter/adapter_model.safetensors")


def load_small():
    return Llama(model_path="models/assistant/assistant.F32.gguf", n_ctx=4096)
