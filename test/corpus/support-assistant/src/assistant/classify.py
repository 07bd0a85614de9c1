"""Tells what a ticket is about, and how urgent it is."""

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

MODEL = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
COMMIT = "714eb0fa89d2f80546fda750413ed43d93601a13"

tokenizer = AutoTokenizer.from_pretrained(MODEL, revision=COMMIT)
model = AutoModelForSequenceClassification.from_pretrained(MODEL, revision=COMMIT)

urgency = pipeline(
    "text-classification",
    model="acme/ticket-urgency",  # expect: model/unpinned-revision
)


def load_intents():
    return torch.load("models/intent/intent.pt")
