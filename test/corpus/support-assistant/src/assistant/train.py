"""Trains the adapter."""

from datasets import load_dataset

tickets = load_dataset("data/tickets")
faq = load_dataset("acme/support-faq", revision="0f5a1c8e7b6d4930a2c1b0f9e8d7c6b5a4938271")
dialogs = load_dataset("acme/support-dialogs", split="train")
