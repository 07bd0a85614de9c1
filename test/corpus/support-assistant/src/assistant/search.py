"""Finds the passages that an answer can stand on."""

from huggingface_hub import snapshot_download
from sentence_transformers import CrossEncoder, SentenceTransformer

encoder = SentenceTransformer("BAAI/bge-small-en-v1.5", revision="main")  # expect: model/unpinned-revision
reranker = CrossEncoder("BAAI/bge-reranker-base")  # expect: model/unpinned-revision


def fetch(settings):
    # The revision comes from the settings, so it cannot be judged here.
    return snapshot_download("acme/ticket-urgency", revision=settings.revision)


def fetch_latest():
    # weighbridge: ignore model/unpinned-revision -- our own repository; the nightly job wants the newest
    return snapshot_download("acme/ticket-urgency")
